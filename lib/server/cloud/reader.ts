/** Reads of either API: paced, not sent where nobody answers, repeated after a failure in passing, parsed, lists read to their end. Every error is a CloudError. */
import 'server-only'
import type { z } from 'zod'
import type { Clock } from '#lib/server/base/clock.ts'
import { asCloudError } from './as-cloud-error.ts'
import { CloudError, type CloudAnswer, type ListUrgency, type Observed } from './client.ts'
import type { CloudLimits } from './limits.ts'
import type { Urgency } from './pace.ts'
import { readAllPages, type ListPage } from './paging.ts'
import { withReadRetry } from './read-retry.ts'
import { createRetryBudget } from './retry-budget.ts'
import type { Upstream } from './upstream.ts'

export type WireRead<P> = { action: string; region: string; params: P; signal?: AbortSignal }
/** One read on the wire: the JSON of a success. Throws CloudError for a refusal, TransportError for a failure on the way. */
export type OnWire<P> = (request: WireRead<P>) => Promise<{ json: unknown; answer: CloudAnswer }>

export type ReaderDeps<P> = { onWire: OnWire<P>; upstream: Upstream; limits: CloudLimits; clock: Clock; random: () => number }
export type ReadRequest<P, S extends z.ZodType> = WireRead<P> & {
  schema: S
  urgency: Urgency
  /** The number of the page, for a page of a list. */
  turn?: number
}
export type ListRequest<P, T> = Omit<WireRead<P>, 'params'> & {
  /** Parameters of the page that begins at `offset`. */
  pageParams: (offset: number, limit: number) => P
  schema: z.ZodType<ListPage<T>>
  /** Without one nobody waits. */
  urgency?: ListUrgency
}

const rethrow = (error: unknown): never => {
  throw asCloudError(error)
}

export function createReader<P>({ onWire, upstream, limits, clock, random }: ReaderDeps<P>) {
  const { pace } = upstream
  const guarded = upstream.guardRead(onWire)
  const retry = { limits, clock, random, budget: createRetryBudget(clock) }

  async function read<S extends z.ZodType>({ schema, urgency, turn, ...request }: ReadRequest<P, S>): Promise<z.output<S>> {
    const readOnce = async (signal: AbortSignal) => {
      const { json, answer } = await guarded({ ...request, signal }, urgency)
      const data = schema.safeParse(json)
      if (!data.success) throw new CloudError('bad_reply', answer)
      return data.data
    }
    const inTurn = () => {
      upstream.mustBeAsked(request.region, urgency)
      return pace.run(request.action, urgency, (signal) => readOnce(signal).catch(rethrow), request.signal, turn)
    }
    return withReadRetry(inTurn, retry, request.signal).catch(rethrow)
  }

  /** The whole list. `observedAt`: when its first page was asked for. */
  async function list<T, R>(
    { pageParams, schema, urgency = 'background', ...request }: ListRequest<P, T>,
    map: (item: T) => R,
    idOf: (item: R) => string,
  ): Promise<Observed<R[]>> {
    const observedAt = clock.now()
    // One page that fails ends the others: their answers are of no use.
    const failed = new AbortController()
    const signal = request.signal ? AbortSignal.any([request.signal, failed.signal]) : failed.signal
    const readPage = async (from: number, limit: number) => {
      const page = await read({ ...request, params: pageParams(from, limit), schema, urgency, turn: Math.floor(from / limit), signal })
      return { total: page.total, items: page.items.map(map) }
    }
    try {
      return { data: await readAllPages(readPage, idOf, limits.pageSize), observedAt }
    } catch (error) {
      failed.abort()
      throw error
    }
  }

  return { read, list }
}
