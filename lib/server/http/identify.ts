import { clientAddressHeader } from '#lib/server/auth/cookie.ts'
import type { Client } from '#lib/server/auth/client.ts'
import { auth } from '#lib/server/auth/current.ts'
import type { Who } from '#lib/server/auth/auth.ts'
import { AppError } from '#lib/server/base/errors.ts'
import type { Endpoint } from '#lib/schema/endpoint.ts'
import { may, roleNeeded, type Actor } from '#lib/schema/role.ts'
import type { HttpContext } from './context.ts'

/** Nobody in particular: for what is open to all. */
const anonymous: Actor = { id: 'anonymous', name: 'anonymous', kind: 'user', role: 'viewer', grants: [] }

/** Who is at the other end. The front door sets the address and lets only our own hosts through. */
export const clientOf = (headers: Headers, origins: readonly string[]): Client => {
  const host = headers.get('host') ?? ''
  return {
    address: headers.get(clientAddressHeader) ?? 'unknown',
    userAgent: headers.get('user-agent') ?? '',
    origin: origins.find((origin) => new URL(origin).host === host) ?? origins[0] ?? '',
  }
}

/**
 * Who sends this, and that they may. Reads may rest on what was found up to 5 s ago, writes never. Throws AppError
 * `unauthenticated`, `cookie_and_token`, `role_needed`, `person_needed`.
 */
export const actorFor = async (endpoint: Endpoint, headers: Headers, context: HttpContext): Promise<Actor | Who> => {
  if (endpoint.action === 'public') return anonymous
  const credentials = { cookie: headers.get('cookie'), authorization: headers.get('authorization') }
  const { address } = clientOf(headers, context.origins())
  const actor = await (await auth()).identify(credentials, address, endpoint.method !== 'GET')
  if (actor === undefined) throw new AppError('unauthenticated')
  if (!may(actor.role, endpoint.action)) throw new AppError('role_needed', { params: { role: roleNeeded(endpoint.action) } })
  if (endpoint.action === 'self' && actor.kind === 'token') throw new AppError('person_needed')
  return actor
}

const turnedAway = ['unauthenticated', 'cookie_and_token', 'role_needed', 'person_needed', 'cross_site']

/** Leaves a row in the audit log for who showed something and was turned away; who showed nothing leaves none. */
export const noteTurnedAway = async (request: Request, code: string, actor: Actor | undefined, context: HttpContext): Promise<void> => {
  const { headers, method } = request
  const authorization = headers.get('authorization')
  const cookie = headers.get('cookie')
  if (!turnedAway.includes(code)) return
  const { noteRefusal, sessions } = await auth()
  const shown = authorization ?? (cookie?.includes(`${sessions.cookieName}=`) ? cookie : null)
  if (shown === null && actor === undefined) return
  const { address } = clientOf(headers, context.origins())
  const path = new URL(request.url).pathname
  const credential = code === 'unauthenticated' && shown !== null ? { credential: shown } : {}
  await noteRefusal({ code, address, method, path, ...(actor ? { actor } : {}), ...credential })
}
