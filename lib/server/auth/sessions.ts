import 'server-only'
import type { Actor } from '#lib/schema/role.ts'
import type { OwnSession } from '#lib/schema/session.ts'
import { reading, type Tx } from '#lib/server/db/transact.ts'
import type { Client } from './client.ts'
import { clientAddressHeader, sessionCookieName } from './cookie.ts'
import type { AuthDeps } from './deps.ts'
import { absoluteSeconds, type Library } from './library.ts'
import { personOf, type Person } from './people.ts'

/** Somebody with a session. `endsAt`: epoch milliseconds, when it is over whatever happens. */
export type SignedIn = Person & { sessionId: string; endsAt: number }
export type Started = { cookie: string; sessionId: string; endsAt: number }

/** How long a read may rest on what a read before it found: what another server has ended lives on here for as long. */
const cacheMs = 5000
const cachedMax = 10_000

export const createSessions = (deps: AuthDeps, library: Library) => {
  const { db, clock, demo } = deps
  const name = sessionCookieName(deps.publicOrigin?.startsWith('https:') ?? false)
  const cache = new Map<string, { who: SignedIn; until: number }>()

  const look = async (cookie: string): Promise<SignedIn | undefined> => {
    const found = await library.api.getSession({ headers: new Headers({ cookie: `${name}=${cookie}` }) })
    if (!found) return undefined
    const endsAt = found.session.createdAt.getTime() + absoluteSeconds * 1000
    const person = endsAt > clock.now() ? await personOf(db, demo, found.user.id) : undefined
    if (person) return { ...person, sessionId: found.session.id, endsAt }
    await reading(db, (kysely) => kysely.deleteFrom('auth_session').where('id', '=', found.session.id).execute())
    return undefined
  }

  return {
    cookieName: name,
    /** Whose session this cookie is, if anybody's. `fresh`: ask the database, whatever was found a moment ago; every write does. */
    async find(cookie: string, fresh: boolean): Promise<SignedIn | undefined> {
      const kept = cache.get(cookie)
      if (!fresh && kept && kept.until > clock.monotonic()) return kept.who
      const who = await look(cookie)
      cache.delete(cookie)
      if (cache.size >= cachedMax) cache.clear()
      if (who) cache.set(cookie, { who, until: clock.monotonic() + cacheMs })
      return who
    },

    /** Starts a session in the transaction; the answer's cookie is what the browser gets. */
    async start(userId: string, client: Client): Promise<Started> {
      const headers = new Headers({ [clientAddressHeader]: client.address, 'user-agent': client.userAgent.slice(0, 400) })
      const answer = await library.api.issueSession({ body: { userId }, headers, returnHeaders: true })
      const cookie = answer.headers.get('set-cookie')
      if (cookie === null) throw new Error('the sign-in library set no cookie')
      return { cookie, sessionId: answer.response.id, endsAt: clock.now() + absoluteSeconds * 1000 }
    },

    /** Ends sessions of somebody in the transaction: one, all but one, or all. Answers how many there were. Call `forget` after it. */
    async end(tx: Tx, userId: string, which: { only?: string; but?: string } = {}): Promise<number> {
      let rows = tx.deleteFrom('auth_session').where('user_id', '=', userId)
      if (which.only !== undefined) rows = rows.where('id', '=', which.only)
      if (which.but !== undefined) rows = rows.where('id', '!=', which.but)
      return Number((await rows.executeTakeFirst()).numDeletedRows)
    },

    /** What was ended or changed is so at once on this server, for reads too. */
    forget(userId: string): void {
      for (const [cookie, { who }] of cache) if (who.id === userId) cache.delete(cookie)
    },

    async list(actor: Actor, current: string): Promise<OwnSession[]> {
      const now = new Date(clock.now()).toISOString()
      const rows = await reading(db, (kysely) =>
        kysely
          .selectFrom('auth_session')
          .selectAll()
          .where('user_id', '=', actor.id)
          .where('expires_at', '>', now)
          .orderBy('updated_at', 'desc')
          .execute(),
      )
      return rows.map((row) => ({
        id: row.id,
        current: row.id === current,
        createdAt: row.created_at,
        lastUsedAt: row.updated_at,
        endsAt: new Date(Date.parse(row.created_at) + absoluteSeconds * 1000).toISOString(),
        ...(row.ip_address ? { address: row.ip_address } : {}),
        ...(row.user_agent ? { userAgent: row.user_agent } : {}),
      }))
    },

    /** Empties the cookie in the browser. */
    clearing: `${name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${name.startsWith('__Host-') ? '; Secure' : ''}`,
  }
}
export type Sessions = ReturnType<typeof createSessions>
