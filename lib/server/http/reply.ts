import { createHash } from 'node:crypto'
import { problemStatus } from '#lib/schema/problem.ts'
import type { Failure } from './failure.ts'
import { problemOf } from './problem.ts'

/**
 * What a handler gives back. `etag`: any text that changes when the answer does; it is quoted here. A body that is a function
 * is made only for who does not hold this version: most polls change nothing and should cost nothing.
 */
export type Reply<T> =
  | { body: T | (() => Promise<T>); status?: number; etag?: string; headers?: Record<string, string>; cookies?: readonly string[] }
  | StreamReply
/** What is too long to be held in memory. A stream that fails cuts the connection: nobody takes what came for the whole. */
type StreamReply = { stream: ReadableStream<Uint8Array>; headers: { 'content-type': string; 'content-disposition'?: string } }

/** An ETag for what has no version of its own: a digest of the content. */
export const contentTag = (body: unknown): string => createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 22)

/** Of bodies that are answered with more than once, as long as somebody keeps them. */
const texts = new WeakMap<object, string>()
const textOf = (body: unknown): string => {
  if (typeof body !== 'object' || body === null) return JSON.stringify(body)
  const text = texts.get(body) ?? JSON.stringify(body)
  texts.set(body, text)
  return text
}

/** A reply as an HTTP answer; 304 where the client holds this version already. */
export const toResponse = async (reply: Reply<unknown>, request: Request, status: number): Promise<Response> => {
  const headers = new Headers(reply.headers)
  if ('stream' in reply) {
    headers.set('cache-control', 'no-store')
    return new Response(reply.stream, { status, headers })
  }
  for (const cookie of reply.cookies ?? []) headers.append('set-cookie', cookie)
  if (reply.etag === undefined) headers.set('cache-control', 'no-store')
  else {
    const etag = `W/"${reply.etag}"`
    headers.set('etag', etag)
    // `no-cache` keeps the copy but asks each time; with no-store a browser would never send If-None-Match.
    headers.set('cache-control', 'private, no-cache')
    headers.set('vary', 'Cookie, Authorization')
    const known = (request.headers.get('if-none-match') ?? '').split(',').map((text) => text.trim())
    if (known.includes(etag)) return new Response(null, { status: 304, headers })
  }
  headers.set('content-type', 'application/json')
  const body = typeof reply.body === 'function' ? await reply.body() : reply.body
  return new Response(textOf(body), { status: reply.status ?? status, headers })
}

export const problemResponse = ({ code, detail }: Failure, requestId: string): Response => {
  const { retryAfterSeconds, ...extra } = detail
  const headers = new Headers({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' })
  if (retryAfterSeconds !== undefined) headers.set('retry-after', String(retryAfterSeconds))
  // The rest of an oversized body is not read.
  if (code === 'too_large') headers.set('connection', 'close')
  return new Response(JSON.stringify(problemOf(code, requestId, extra)), { status: problemStatus[code], headers })
}
