import type { Kysely } from 'kysely'
import { mayIn, strongest, type Action, type Actor } from '#lib/schema/role.ts'
import type { Grant } from '#lib/schema/grant.ts'
import type { Db } from '#lib/server/db/database.ts'
import type { Tables } from '#lib/server/db/schema.ts'
import { reading } from '#lib/server/db/transact.ts'
import { grantOf, grantsOf } from './grants.ts'

/** Somebody as the server decides about them now. */
export type Person = Actor & { email: string; username?: string }

/** Undefined: nobody, somebody disabled, somebody of the demo where there is none, or somebody without a grant. */
export const personOf = async (db: Db, demo: boolean, userId: string): Promise<Person | undefined> =>
  reading(db, async (kysely) => {
    const row = await kysely.selectFrom('auth_user').selectAll().where('id', '=', userId).executeTakeFirst()
    if (!row || row.disabled === 1 || (row.demo === 1 && !demo)) return undefined
    const grants = (await grantsOf(kysely, [userId])).get(userId) ?? []
    const role = strongest(grants)
    if (role === undefined) return undefined
    return { id: row.id, name: row.name, kind: 'user', role, grants, email: row.email, ...(row.username ? { username: row.username } : {}) }
  })

/** By e-mail address or user name, as somebody types it to sign in; of the demo's people none. */
export const userNamed = (from: Kysely<Tables>, login: string): Promise<{ id: string; disabled: number } | undefined> => {
  const name = login.trim().toLowerCase()
  return from
    .selectFrom('auth_user')
    .select(['id', 'disabled'])
    .where((eb) => eb.or([eb('email', '=', name), eb('username', '=', name)]))
    .where('demo', '=', 0)
    .executeTakeFirst()
}

export type TokenActor = Actor & { expiresAt: number; lastUsedAt: number | null }

/** By its id, or by the hash of its secret. Undefined: none, or one that is over, revoked, or of the demo where there is none. */
export const tokenActor = async (
  db: Db,
  { demo, now }: { demo: boolean; now: number },
  by: { id: string } | { hash: string },
): Promise<TokenActor | undefined> => {
  const row = await reading(db, (kysely) => {
    const all = kysely.selectFrom('api_token').selectAll()
    return ('id' in by ? all.where('id', '=', by.id) : all.where('hash', '=', by.hash)).executeTakeFirst()
  })
  if (!row || row.revoked_at !== null || row.expires_at <= now || (row.demo === 1 && !demo)) return undefined
  const grant: Grant = grantOf(row)
  const { id, name } = row
  return { id, name, kind: 'token', role: grant.role, grants: [grant], expiresAt: row.expires_at, lastUsedAt: row.last_used_at }
}

/**
 * Whether whoever asked for an operation may still do it in its account: asked again before anything is sent, which may be long
 * after it was accepted.
 */
export const actorMay = async (
  db: Db,
  { demo, now }: { demo: boolean; now: number },
  actorId: string,
  action: Action,
  account: string,
): Promise<boolean> => {
  const actor = actorId.startsWith('tok_') ? await tokenActor(db, { demo, now }, { id: actorId }) : await personOf(db, demo, actorId)
  return actor !== undefined && mayIn(actor.grants, action, account)
}
