import type * as z from 'zod/mini'
import { problem } from '#lib/schema/problem.ts'
import { ApiError } from './api-error.ts'
import { noteAnswer, noteNoAnswer } from './reach.ts'
import { noteServerTime } from './server-clock.ts'
import { noteSessionEnded } from './session-ended.ts'

/** Longer than the server's own patience with the cloud, so that its answer, not ours, is what people read. */
const requestTimeoutMs = 60_000

type ReadOptions = { signal?: AbortSignal }
type WriteOptions = ReadOptions & {
  /** Required by the server for what creates an operation: one key for one content (docs/api.md). */
  idempotencyKey?: string
}

/**
 * GET `path` and parse the answer with `schema`. Conditional requests are the browser's business: with the ETag of the last
 * answer it asks, gets 304 and hands the kept body over, so an unchanged poll costs a few hundred bytes.
 * Throws ApiError; an aborted request throws the signal's reason.
 */
export const apiGet = <T extends z.ZodMiniType>(schema: T, path: string, options: ReadOptions = {}): Promise<z.output<T>> =>
  send(schema, path, { method: 'GET', headers: { accept: 'application/json' } }, options)

/** POST `body` as JSON to `path` and parse the answer with `schema`. Never repeated by itself: the caller holds the key. Throws ApiError. */
export const apiPost = <T extends z.ZodMiniType>(
  schema: T,
  path: string,
  body: unknown,
  options: WriteOptions = {},
): Promise<z.output<T>> => write('POST', schema, path, body, options)

/** PATCH, as `apiPost`. */
export const apiPatch = <T extends z.ZodMiniType>(
  schema: T,
  path: string,
  body: unknown,
  options: WriteOptions = {},
): Promise<z.output<T>> => write('PATCH', schema, path, body, options)

function write<T extends z.ZodMiniType>(
  method: string,
  schema: T,
  path: string,
  body: unknown,
  options: WriteOptions,
): Promise<z.output<T>> {
  const headers: Record<string, string> = { accept: 'application/json', 'content-type': 'application/json' }
  if (options.idempotencyKey !== undefined) headers['idempotency-key'] = options.idempotencyKey
  return send(schema, path, { method, headers, body: JSON.stringify(body) }, options)
}

async function send<T extends z.ZodMiniType>(schema: T, path: string, init: RequestInit, { signal }: ReadOptions): Promise<z.output<T>> {
  const timeout = AbortSignal.timeout(requestTimeoutMs)
  let response: Response
  let text: string
  try {
    response = await fetch(path, { ...init, signal: signal ? AbortSignal.any([signal, timeout]) : timeout })
    text = await response.text()
  } catch (error) {
    if (signal?.aborted) throw signal.reason
    noteNoAnswer()
    throw new ApiError({ code: timeout.aborted ? 'timeout' : 'network', status: 0 }, { cause: error })
  }
  noteAnswer()
  noteServerTime(response.headers.get('date'))
  const json = parseJson(text)
  if (!response.ok) throw failure(response, json)
  const parsed = schema.safeParse(json)
  if (!parsed.success)
    throw new ApiError({ code: 'bad_reply', status: response.status, requestId: requestIdOf(response) }, { cause: parsed.error })
  return parsed.data
}

/** A problem as the server wrote it, or, from a proxy in between, what its status says. */
function failure(response: Response, json: unknown): ApiError {
  const retryAfter = Number.parseInt(response.headers.get('retry-after') ?? '', 10)
  const retryAfterSeconds = Number.isFinite(retryAfter) ? retryAfter : undefined
  const parsed = problem.safeParse(json)
  if (parsed.success && parsed.data.code === 'unauthenticated') noteSessionEnded()
  if (parsed.success) return new ApiError({ ...parsed.data, retryAfterSeconds })
  return new ApiError({ code: 'bad_reply', status: response.status, requestId: requestIdOf(response), retryAfterSeconds })
}

const requestIdOf = (response: Response): string => response.headers.get('x-request-id') ?? ''

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
