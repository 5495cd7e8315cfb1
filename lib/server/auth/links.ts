import { sql } from 'kysely'
import type { Db } from '#lib/server/db/database.ts'
import { reading, transact, type Tx } from '#lib/server/db/transact.ts'
import { AppError } from '#lib/server/base/errors.ts'
import type { AuthDeps } from './deps.ts'
import { hashOf, newLinkSecret } from './secrets.ts'

/** Long enough for a person to find the message, short enough that a forgotten one is worth nothing. */
const linkMs = 24 * 3_600_000

export type Link = { purpose: 'first_admin' | 'password'; userId: string | null; expiresAt: number }
export type NewLink = { secret: string; expiresAt: number }

/** A link that works once. Earlier ones for the same person stop working. */
export const makeLink = async (tx: Tx, { random }: Pick<AuthDeps, 'random'>, userId: string | null, now: number): Promise<NewLink> => {
  const secret = newLinkSecret(random)
  const expiresAt = now + linkMs
  await dropLinks(tx, userId)
  const purpose = userId === null ? 'first_admin' : 'password'
  await tx
    .insertInto('one_time_link')
    .values({ hash: hashOf(secret), purpose, user_id: userId, created_at: now, expires_at: expiresAt })
    .execute()
  return { secret, expiresAt }
}

export const dropLinks = async (tx: Tx, userId: string | null): Promise<void> => {
  const all = tx.deleteFrom('one_time_link')
  await (userId === null ? all.where('user_id', 'is', null) : all.where('user_id', '=', userId)).execute()
}

/** Undefined: used, too old, never made, or for a first admin when there is somebody already. */
export const findLink = async (from: Tx | Db['kysely'], secret: string, now: number): Promise<Link | undefined> => {
  const row = await from.selectFrom('one_time_link').selectAll().where('hash', '=', hashOf(secret)).executeTakeFirst()
  if (!row || row.expires_at <= now) return undefined
  if (row.purpose === 'first_admin' && (await hasPeople(from))) return undefined
  return { purpose: row.purpose === 'first_admin' ? 'first_admin' : 'password', userId: row.user_id, expiresAt: row.expires_at }
}

/** The same; throws AppError `link_invalid` for undefined. */
export const readLink = async (from: Tx | Db['kysely'], secret: string, now: number): Promise<Link> => {
  const link = await findLink(from, secret, now)
  if (!link) throw new AppError('link_invalid')
  return link
}

/** Whether anybody but the demo's people may sign in. */
export const hasPeople = async (from: Tx | Db['kysely']): Promise<boolean> =>
  (await from
    .selectFrom('auth_user')
    .select(sql`1`.as('one'))
    .where('demo', '=', 0)
    .limit(1)
    .executeTakeFirst()) !== undefined

/** At a start without anybody: the link that makes the first admin; earlier ones stop working. Undefined where somebody is there. */
export const firstAdminLink = async (deps: Pick<AuthDeps, 'db' | 'random' | 'clock' | 'audit'>): Promise<NewLink | undefined> => {
  if (await reading(deps.db, hasPeople)) return undefined
  return transact(deps.db, async (tx) => {
    const now = deps.clock.now()
    const link = await makeLink(tx, deps, null, now)
    await deps.audit.record(tx, { at: now, actor: 'system', action: 'set_up_link', phase: 'event' })
    return link
  })
}
