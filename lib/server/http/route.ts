import 'server-only'
import type * as z from 'zod/mini'
import type { Client } from '#lib/server/auth/client.ts'
import { AppError } from '#lib/server/base/errors.ts'
import { requestId as newRequestId } from '#lib/server/base/ids.ts'
import type { Endpoint } from '#lib/schema/endpoint.ts'
import type { Actor } from '#lib/schema/role.ts'
import { httpContext, type HttpContext } from './context.ts'
import { isSameSiteWrite } from './csrf.ts'
import { failureOf } from './failure.ts'
import { actorFor, clientOf, noteTurnedAway } from './identify.ts'
import { jsonOf, parseWith, queryOf } from './parse.ts'
import { problemResponse, toResponse, type Reply } from './reply.ts'

type Input<P extends z.ZodMiniType, Q extends z.ZodMiniType, B> = {
  /** Whoever sends it; `anonymous` for what is public. */
  actor: Actor
  client: Client
  params: z.output<P>
  query: z.output<Q>
  body: B extends z.ZodMiniType ? z.output<B> : undefined
  /** The Idempotency-Key; empty where the endpoint needs none. */
  key: string
  requestId: string
  headers: Headers
  signal: AbortSignal
}
type NextContext = { params: Promise<Record<string, string | string[] | undefined> | undefined> }

/**
 * Turns an endpoint and its handler into a route. In this order and nowhere else: request id → actor → role → cross-site check →
 * read-only → key → params, query, body → handler → answer or problem. Handlers return data or throw AppError and CloudError.
 */
export const route =
  <P extends z.ZodMiniType, Q extends z.ZodMiniType, B extends z.ZodMiniType | undefined, A extends z.ZodMiniType>(
    endpoint: Endpoint<P, Q, B, A>,
    handler: (input: Input<P, Q, B>) => Promise<Reply<z.input<A>>> | Reply<z.input<A>>,
  ) =>
  async (request: Request, next: NextContext): Promise<Response> => {
    const context = httpContext()
    const requestId = request.headers.get('x-request-id') ?? newRequestId(context.random)
    let actor: Actor | undefined
    try {
      actor = await actorFor(endpoint, request.headers, context)
      const key = endpoint.method === 'GET' ? '' : checkWrite(endpoint, request, actor, context)
      const params = parseWith(endpoint.params, (await next.params) ?? {})
      const query = parseWith(endpoint.query, queryOf(request.url))
      const client = clientOf(request.headers, context.origins())
      // The conditional type of `body` follows `endpoint.body`, which the compiler cannot see through.
      const body = (endpoint.body === undefined ? undefined : parseWith(endpoint.body, await jsonOf(request))) as Input<P, Q, B>['body']
      return await toResponse(
        await handler({ actor, client, params, query, body, key, requestId, headers: request.headers, signal: request.signal }),
        request,
        endpoint.status,
      )
    } catch (error) {
      const failure = failureOf(error)
      // Who asks for what is public has shown nothing.
      const who = endpoint.action === 'public' ? undefined : actor
      await noteTurnedAway(request, failure.code, who, context).catch((cause: unknown) =>
        context.log.error('a refusal could not be written down', { requestId, error: cause }),
      )
      if (failure.unexpected) context.log.error('request failed', { requestId, method: request.method, path: endpoint.path, error })
      return problemResponse(failure, requestId)
    }
  }

const checkWrite = (endpoint: Endpoint, request: Request, actor: Actor, context: HttpContext): string => {
  // A browser sends a token only where a script of that very page does, and another site's script may not.
  if (actor.kind !== 'token' && !isSameSiteWrite(request.headers, context.origins())) throw new AppError('cross_site')
  if (!endpoint.safe && !context.writesAllowed) throw new AppError('read_only')
  if (!endpoint.key) return ''
  const key = request.headers.get('idempotency-key') ?? ''
  if (key.length < 20 || key.length > 255) throw new AppError('key_missing')
  return key
}
