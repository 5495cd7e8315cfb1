import { Agent, request } from 'node:http'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { createControl, type Control } from '#emulator/control.ts'
import { summarise, type Comparison } from './harness.ts'
import { startStack, type Stack } from './stack.ts'

const pairs = 5
const viewers = 1_000
const taskMs = 5_000
const eniId = 'eni-m6dyj72l'
const scope = 'account=main&region=ap-guangzhou'

/**
 * P10: what one operation costs the cloud, watched by a thousand viewers ÷ by one. A viewer asks for the operation and for its ENI every
 * two seconds (the page asks more often at first), with the tag of the last answer; so many connections as there are sockets to spare.
 * Counted at the emulator: every call from the moment the operation is accepted until it has ended, but for those of the control plane.
 */
export async function bench(): Promise<Comparison[]> {
  const stack = await startStack(1_000, { api: 'v3', taskMs })
  const control = createControl(stack.cloud)
  const agent = new Agent({ keepAlive: true, maxSockets: 100 })
  const http = createHttp(stack, agent)
  try {
    // What a page loads once, and what is asked behind, is over before anything is counted.
    await http.get(`/api/v1/enis/${eniId}?${scope}`, {})
    await quiet(control)
    const calls = async (watching: number): Promise<{ calls: number; looks: number }> => {
      const before = await lastRow(control)
      const { id } = await http.post<{ id: string }>(`/api/v1/enis/${eniId}/private-ips?${scope}`, {
        mode: 'count',
        count: 1,
      })
      const over = new AbortController()
      const all = Array.from({ length: watching }, () => view(http, id, over.signal))
      while (
        !['succeeded', 'partial', 'failed'].includes(((await http.get(`/api/v1/operations/${id}`, {})).body as { state: string }).state)
      )
        await sleep(200)
      over.abort()
      const looks = (await Promise.all(all)).reduce((sum, one) => sum + one, 0)
      const rows = (await control.ledger(before)).filter(({ actor }) => actor === 'client')
      return { calls: rows.length, looks }
    }
    await calls(1)
    const ones: number[] = []
    const manies: number[] = []
    let looks = 0
    for (let pair = 0; pair < pairs; pair++) {
      ones.push((await calls(1)).calls)
      const many = await calls(viewers)
      manies.push(many.calls)
      looks = many.looks
      console.error(`  P10: ${ones.at(-1)} calls for one viewer, ${many.calls} for ${viewers} (${many.looks} looks)`)
    }
    return [
      summarise({
        id: 'P10',
        name: 'calls to the cloud for an operation with 1,000 viewers ÷ with one',
        goal: 1.1,
        stretch: 1,
        ratios: manies.map((many, n) => many / (ones[n] ?? 1)),
        // A count does not vary with the load of the machine; polls are drawn at random times, which is what the ratios show.
        oursUs: manies,
        referenceUs: ones,
        notes: { 'calls, one viewer': ones.join(' '), 'calls, 1,000 viewers': manies.join(' '), 'looks of 1,000': looks },
      }),
    ]
  } finally {
    agent.destroy()
    await stack.close()
  }
}

/** Looks until it is over; returns how often. */
async function view(http: ReturnType<typeof createHttp>, id: string, over: AbortSignal): Promise<number> {
  const tags = new Map<string, string>()
  let looks = 0
  await sleep(Math.random() * 2_000)
  while (!over.aborted) {
    for (const path of [`/api/v1/operations/${id}`, `/api/v1/enis/${eniId}?${scope}`]) {
      const tag = tags.get(path)
      const { etag } = await http.get(path, tag === undefined ? {} : { 'if-none-match': tag })
      if (etag !== undefined) tags.set(path, etag)
      looks += 1
    }
    await sleep(2_000, undefined, { signal: over }).catch(() => undefined)
  }
  return looks
}

const lastRow = async (control: Control): Promise<number> => (await control.ledger()).at(-1)?.id ?? 0

/** Waits until the app asks nothing for two seconds. */
async function quiet(control: Control): Promise<void> {
  for (let before = -1, now = await lastRow(control); before !== now; now = await lastRow(control)) {
    before = now
    await sleep(2_000)
  }
}

function createHttp({ url, session }: Stack, agent: Agent) {
  const cookie = `${session.name}=${session.value}`
  const send = (method: string, path: string, headers: Record<string, string>, body?: unknown) =>
    new Promise<{ status: number; etag: string | undefined; body: unknown }>((resolve, reject) => {
      const outgoing = request(url + path, { method, agent, headers: { cookie, ...headers } }, (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.on('error', reject)
        incoming.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8')
          resolve({ status: incoming.statusCode ?? 0, etag: incoming.headers.etag, body: text === '' ? undefined : JSON.parse(text) })
        })
      })
      outgoing.on('error', reject)
      outgoing.end(body === undefined ? undefined : JSON.stringify(body))
    })
  return {
    async get(path: string, headers: Record<string, string>) {
      const answer = await send('GET', path, headers)
      if (answer.status !== 200 && answer.status !== 304) throw new Error(`P10: GET ${path} was answered ${answer.status}`)
      return answer
    },
    async post<T>(path: string, body: unknown): Promise<T> {
      const headers = { origin: url, 'content-type': 'application/json', 'idempotency-key': randomUUID() }
      const answer = await send('POST', path, headers, body)
      if (answer.status !== 202) throw new Error(`P10: POST ${path} was answered ${answer.status}: ${JSON.stringify(answer.body)}`)
      // The contract of our own route.
      return answer.body as T
    },
  }
}
