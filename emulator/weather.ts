import type { CloudClock } from './clock.ts'
import type { Faults } from './faults.ts'
import type { LedgerRow } from './ledger.ts'
import type { WireReply } from './wire/types.ts'

/** What goes back to the socket. `cutAt`: so many bytes of the body and then nothing; `twice`: the same response once more. */
export type Answer = { kind: 'drop' } | { kind: 'reply'; reply: WireReply; cutAt?: number; twice?: boolean }

const badGateway =
  '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>stgw</center>\r\n</body>\r\n</html>\r\n'

/** What the faults do to one request on its way in and to its answer on the way out. */
export const createWeather = (faults: Faults, clock: CloudClock) => {
  const reply = (body: string, contentType = 'application/json', status = 200): Extract<Answer, { kind: 'reply' }> => ({
    kind: 'reply',
    reply: { status, headers: { 'Content-Type': contentType, Date: new Date(clock.now()).toUTCString(), Server: 'nginx' }, body },
  })
  return {
    reply,
    /** Undefined: the request goes on. An answer: it never got to the cloud. */
    before: async (row: LedgerRow): Promise<Answer | undefined> => {
      for (const fault of faults.take(['drop', 'delay', 'hold', 'http502'], row.action, 'before')) {
        row.faults.push(fault.kind)
        if (fault.kind === 'drop') return { kind: 'drop' }
        if (fault.kind === 'http502') return reply(badGateway, 'text/html', 502)
        await (fault.kind === 'delay' ? clock.sleep(fault.ms) : faults.wait())
      }
      return undefined
    },
    after: async (row: LedgerRow, body: string): Promise<Answer> => {
      const answer = reply(body)
      for (const fault of faults.take(['drop', 'delay', 'hold', 'http502', 'cut', 'answer_twice'], row.action, 'after')) {
        row.faults.push(fault.kind)
        if (fault.kind === 'drop') return { kind: 'drop' }
        if (fault.kind === 'http502') return reply(badGateway, 'text/html', 502)
        if (fault.kind === 'delay') await clock.sleep(fault.ms)
        if (fault.kind === 'hold') await faults.wait()
        if (fault.kind === 'cut') answer.cutAt = fault.atByte
        if (fault.kind === 'answer_twice') answer.twice = true
      }
      return answer
    },
  }
}
