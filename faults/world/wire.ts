import type { Cloud } from '#emulator/cloud.ts'
import { TransportError, type Transport, type TransportReply, type TransportRequest } from '#lib/server/cloud/transport.ts'
import type { Process } from './process.ts'
import type { Time } from './time.ts'

/** What the network, or a gateway on it, does to one request. Times are milliseconds. */
export type Weather =
  /** Nothing is sent. */
  | { kind: 'dns' | 'refused' | 'tls' }
  /** The connection takes so long. */
  | { kind: 'slow_connect'; ms: number }
  /** All of the request is written, none of it arrives. `seen`: what the client makes of it. */
  | { kind: 'lost'; seen: 'reset' | 'silence' }
  /** The cloud gets half of the request: no request. */
  | { kind: 'half' }
  /** It arrives so much later; the client hears nothing of it. */
  | { kind: 'late'; ms: number; seen: 'reset' | 'silence' }
  /** It arrives, and so much later a second time, byte for byte. */
  | { kind: 'copy'; ms: number }
  /** The answer is lost. */
  | { kind: 'deaf'; seen: 'reset' | 'silence' }
  /** The answer takes so long. */
  | { kind: 'slow'; ms: number }
  /** The body of the answer ends in its middle. */
  | { kind: 'cut' }
  /** A gateway answers in its place, whether (`executed`) or not the cloud got the request. */
  | { kind: 'gateway'; status: 301 | 502 | 503 | 504; executed: boolean }
  /** The cloud answers with this body instead; what it does to the given one. */
  | { kind: 'body'; make: (reply: TransportReply) => TransportReply }
  /** The client gets the answer to the request before this one. */
  | { kind: 'mixed' }

export type WireEvent = { n: number; action: string; isWrite: boolean; at: number; process: string }
/** Asked once for each request; the first that says something decides. */
export type Forecast = (event: WireEvent) => Weather | undefined

const wait = 120_000
/** How long a request takes to the cloud and its answer back. */
const hop = 5

/** The way between the processes and the emulator's wire handlers, without sockets. */
export function createNetwork(time: Time, cloud: Cloud, origin: string) {
  const forecasts: Forecast[] = []
  let requests = 0
  let connections = 0
  let lastWrite: TransportReply | undefined
  const host = new URL(origin).host
  const traffic: WireEvent[] = []
  const mixed = new Set<string>()

  const deliver = async (request: TransportRequest): Promise<TransportReply | undefined> => {
    const mark = request.path.indexOf('?')
    const answer = await cloud.handle({
      method: request.method,
      host,
      headers: { host, ...request.headers },
      path: mark < 0 ? request.path : request.path.slice(0, mark),
      query: mark < 0 ? '' : request.path.slice(mark + 1),
      contentType: request.headers['content-type'] ?? '',
      body: Buffer.from(request.body ?? ''),
      connection: (connections += 1),
    })
    if (answer.kind === 'drop') return undefined
    const { status, headers, body } = answer.reply
    const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
    return { status, headers: lower, body: answer.cutAt === undefined ? body : body.slice(0, answer.cutAt) }
  }
  const gateway = (status: number): TransportReply => ({
    status,
    headers: { 'content-type': 'text/html', ...(status === 301 ? { location: 'https://elsewhere.invalid/' } : {}) },
    body: `<html><head><title>${status}</title></head></html>`,
  })

  /** What becomes of a request whose first byte has left. Undefined: silence. */
  const travel = async (request: TransportRequest, weather: Weather | undefined, isWrite: boolean): Promise<TransportReply | undefined> => {
    const unheard = (seen: 'reset' | 'silence') => {
      if (seen === 'reset') throw new TransportError('reset', true)
      return undefined
    }
    await time.clock.sleep(hop)
    switch (weather?.kind) {
      case 'lost':
        return unheard(weather.seen)
      case 'half':
        return unheard('reset')
      case 'late':
        time.after(weather.ms, () => void deliver(request))
        return unheard(weather.seen)
      case 'gateway':
        if (weather.executed) await deliver(request)
        return gateway(weather.status)
      case 'copy':
        time.after(weather.ms, () => void deliver(request))
        break
      default:
    }
    const before = lastWrite
    const reply = await deliver(request)
    if (reply && isWrite) lastWrite = reply
    if (weather?.kind === 'deaf') return unheard(weather.seen)
    if (weather?.kind === 'slow') await time.clock.sleep(weather.ms)
    if (!reply) throw new TransportError('reset', true)
    if (weather?.kind === 'cut') throw new TransportError('cut', true)
    if (weather?.kind === 'body') return weather.make(reply)
    if (weather?.kind === 'mixed' && before) {
      mixed.add(nameOf(request))
      return before
    }
    return reply
  }

  const transportOf =
    (process: Process): Transport =>
    async (request) => {
      const action = actionOf(request)
      const isWrite = request.fresh
      const event: WireEvent = { n: (requests += 1), action, isWrite, at: time.elapsed(), process: process.name }
      traffic.push(event)
      const failed = await process.io('wire', 'before', action)
      const weather = failed
        ? ({ kind: 'refused' } as const)
        : forecasts.map((forecast) => forecast(event)).find((one) => one !== undefined)
      if (weather?.kind === 'dns' || weather?.kind === 'refused' || weather?.kind === 'tls') throw new TransportError(weather.kind, false)
      if (weather?.kind === 'slow_connect') await process.clock.sleep(weather.ms)
      if (request.beforeFirstByte?.() === false) throw new TransportError('too_late', false)
      // Between the check and the write: a process that stands still here sends late, whatever it checked.
      if (await process.io('wire', 'before', `${action} checked`)) throw new TransportError('reset', true)
      const over = new AbortController()
      try {
        const reply = await Promise.race([
          travel(request, weather, isWrite).then((value) => value ?? new Promise<never>(() => undefined)),
          process.clock.sleep(Math.min(request.timeoutMs, wait), over.signal).then(() => undefined),
          aborted(request.signal, over.signal),
        ])
        const isLost = await process.io('wire', 'after', action)
        if (isLost) throw new TransportError('reset', true)
        if (!reply) throw new TransportError(request.signal?.aborted ? 'aborted' : 'timeout', true)
        return reply
      } finally {
        over.abort()
      }
    }

  return {
    transportOf,
    /** Later ones are asked first. */
    foresee: (forecast: Forecast) => void forecasts.unshift(forecast),
    traffic,
    /** Requests that got the answer to another one, by the id of our attempt (v3) or its nonce (v2). */
    mixed: (): ReadonlySet<string> => mixed,
  }
}
export type Network = ReturnType<typeof createNetwork>

/** v3 says it in a header, v2 among the parameters. */
const said = (request: TransportRequest, header: string, parameter: string): string =>
  request.headers[header] ?? new URLSearchParams(request.body ?? request.path.slice(request.path.indexOf('?') + 1)).get(parameter) ?? ''
/** The name that either API has for what is asked. */
const actionOf = (request: TransportRequest): string => said(request, 'x-tc-action', 'Action')
const nameOf = (request: TransportRequest): string => said(request, 'x-tc-traceid', 'Nonce')

const aborted = (signal: AbortSignal | undefined, over: AbortSignal) =>
  new Promise<undefined>((resolve) => {
    if (signal?.aborted) return resolve(undefined)
    const done = () => resolve(undefined)
    signal?.addEventListener('abort', done, { once: true })
    over.addEventListener('abort', () => signal?.removeEventListener('abort', done), { once: true })
  })
