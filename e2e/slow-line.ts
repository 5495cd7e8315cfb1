import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

type SlowLine = {
  /** At which bytes the HTML of a page is cut. */
  cut: (html: Buffer) => readonly number[]
  /** Ends when the browser has drawn what it has; the next piece waits for it. */
  drawn: () => Promise<unknown>
}

async function inPieces(html: Buffer, { cut, drawn }: SlowLine, answer: ServerResponse): Promise<void> {
  let from = 0
  for (const to of [...cut(html), html.length]) {
    answer.write(html.subarray(from, to))
    from = to
    // One after the other is what it is for.
    // oxlint-disable-next-line no-await-in-loop
    await drawn()
  }
  answer.end()
}

async function whole(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  // A message without an encoding gives buffers.
  for await (const part of message) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

/** A line to the app over which a page's HTML comes piece by piece, as over a bad one, and everything else as it is. */
export async function slowLine(app: string, options: SlowLine) {
  const { host, hostname, port } = new URL(app)
  const server = createServer((message, answer) => {
    // Uncompressed, so that it can be cut.
    const headers = { ...message.headers, host, 'accept-encoding': 'identity' }
    const onward = ask({ hostname, port, path: message.url, method: message.method, headers }, (got) => {
      answer.writeHead(got.statusCode ?? 502, got.headers)
      if (got.headers['content-type']?.startsWith('text/html')) void whole(got).then((html) => inPieces(html, options, answer))
      else got.pipe(answer)
    })
    onward.on('error', () => answer.destroy())
    message.pipe(onward)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // It listens on a port.
  const address = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
