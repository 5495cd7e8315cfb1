/** Reads of API 2.0: paced, repeated after a failure in passing, parsed, lists read to their end. Every error is a CloudError. */
import 'server-only'
import type { z } from 'zod'
import type { Clock } from '#lib/server/base/clock.ts'
import { CloudError, type Observed } from '#lib/server/cloud/client.ts'
import type { createClockOffset } from '#lib/server/cloud/clock-offset.ts'
import type { CloudLimits } from '#lib/server/cloud/limits.ts'
import { createPace, type Urgency } from '#lib/server/cloud/pace.ts'
import { withReadRetry } from '#lib/server/cloud/read-retry.ts'
import { causeOfTransport } from '#lib/server/cloud/transport-cause.ts'
import { TransportError, type Transport } from '#lib/server/cloud/transport.ts'
import { requestV2, type V2Wire } from './call.ts'
import { meaningOf } from './codes.ts'
import { answerOf } from './outcome.ts'
import { readAllPages } from './paging.ts'
import { flattenParams, type ParamValue } from './params.ts'
import { envelope, listReply, parseJson } from './replies.ts'

export type ReaderDeps = {
  wire: V2Wire
  limits: CloudLimits
  /** What must not be seen in an error. */
  secrets: readonly (string | undefined)[]
  transport: Transport
  clock: Clock
  random: () => number
  offset: ReturnType<typeof createClockOffset>
}
type ListRequest = { action: string; region: string; params: { readonly [name: string]: ParamValue }; signal?: AbortSignal }
type ReadRequest<S extends z.ZodType> = ListRequest & { schema: S; urgency: Urgency }

/** A failure on the way as the error of a read. */
const rethrow = (error: unknown): never => {
  if (error instanceof DOMException && error.name === 'AbortError') throw new CloudError('timeout')
  if (!(error instanceof TransportError)) throw error
  const cause = causeOfTransport(error)
  throw new CloudError(cause === 'too_late' ? 'timeout' : cause)
}

export function createReader({ wire, limits, secrets, transport, clock, random, offset }: ReaderDeps) {
  const pace = createPace(limits, clock)
  const retry = { limits, clock, random }

  async function readOnce<S extends z.ZodType>({ action, region, params, schema, signal }: ReadRequest<S>): Promise<z.output<S>> {
    const sentAt = clock.now()
    const timestampSeconds = Math.floor((sentAt + offset.ms()) / 1000)
    const nonce = String(1 + Math.floor(random() * 0x7fff_fffe))
    const call = { method: 'GET', action, region, params: flattenParams(params), timestampSeconds, nonce, signal } as const
    const { request, signature } = requestV2({ ...call, timeoutMs: limits.readTimeoutMs }, wire)
    const reply = await transport(request)
    if (reply.status === 200) offset.learn(reply.headers['date'], sentAt, clock.now())
    const json = parseJson(reply.body)
    const parsed = envelope.safeParse(json).data
    const answer = answerOf(reply.status, parsed, [...secrets, signature])
    if (reply.status !== 200) throw new CloudError(reply.status >= 500 ? 'unavailable' : 'bad_reply', answer)
    if (!parsed) throw new CloudError('bad_reply', answer)
    if (parsed.code !== 0) throw new CloudError(meaningOf(parsed.code, parsed.codeDesc ?? undefined).cause, answer)
    const data = schema.safeParse(json)
    if (!data.success) throw new CloudError('bad_reply', answer)
    return data.data
  }

  async function read<S extends z.ZodType>(request: ReadRequest<S>): Promise<z.output<S>> {
    const { action, urgency, signal } = request
    const inTurn = () => pace.run(action, urgency, (signal) => readOnce({ ...request, signal }).catch(rethrow), signal)
    return withReadRetry(inTurn, retry, signal).catch(rethrow)
  }

  async function list<S extends z.ZodType, T>(
    request: ListRequest,
    item: S,
    map: (item: z.output<S>) => T,
    idOf: (item: T) => string,
  ): Promise<Observed<T[]>> {
    const observedAt = clock.now()
    const schema = listReply(item)
    // One page that fails ends the others: their answers are of no use.
    const failed = new AbortController()
    const signal = request.signal ? AbortSignal.any([request.signal, failed.signal]) : failed.signal
    const readPage = async (from: number, limit: number) => {
      const page = await read({ ...request, params: { ...request.params, offset: from, limit }, schema, urgency: 'background', signal })
      return { total: page.total, items: page.items.map(map) }
    }
    try {
      return { data: await readAllPages(readPage, idOf, limits.pageSize), observedAt }
    } catch (error) {
      failed.abort()
      throw error
    }
  }

  return { read, list, close: pace.close }
}
