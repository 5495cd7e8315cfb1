import { sql, type Kysely } from 'kysely'
import { z } from 'zod'
import type { Page } from '#lib/schema/page.ts'
import type { Actor } from '#lib/schema/role.ts'
import type { newUserBody, User, userBody } from '#lib/schema/user.ts'
import { AppError } from '#lib/server/base/errors.ts'
import { bumpCounter } from '#lib/server/db/change-counter.ts'
import { contains } from '#lib/server/db/contains.ts'
import type { Tables } from '#lib/server/db/schema.ts'
import { reading, snapshot, transact, type Tx } from '#lib/server/db/transact.ts'
import type { AuthDeps } from './deps.ts'
import { grantsOf, writeGrants } from './grants.ts'
import { makeLink, type NewLink } from './links.ts'
import { countAll, fromCursor, pageOf, type ListOf } from './list.ts'
import type { Sessions } from './sessions.ts'
import { dropSecondFactor } from './totp.ts'
import { insertUser, mustBeFree } from './user-rows.ts'

const searched = ['auth_user.name', 'auth_user.email', 'auth_user.username'] as const

const toUsers = async (from: Kysely<Tables>, ids: readonly string[]): Promise<User[]> => {
  if (ids.length === 0) return []
  const rows = await from
    .selectFrom('auth_user')
    .leftJoin('user_totp', 'user_totp.user_id', 'auth_user.id')
    .leftJoin('auth_account', (join) =>
      join.onRef('auth_account.user_id', '=', 'auth_user.id').on('auth_account.provider_id', '=', 'credential'),
    )
    .selectAll('auth_user')
    .select(['user_totp.confirmed_at', 'auth_account.password'])
    .where('auth_user.id', 'in', ids)
    .execute()
  const grants = await grantsOf(from, ids)
  const users = rows.map((row): User => ({
    id: row.id,
    name: row.name,
    email: row.email,
    ...(row.username === null ? {} : { username: row.username }),
    grants: grants.get(row.id) ?? [],
    disabled: row.disabled === 1,
    totp: row.confirmed_at !== null,
    hasPassword: row.password !== null,
    createdAt: row.created_at,
    ...(row.last_sign_in_at === null ? {} : { lastSignInAt: new Date(row.last_sign_in_at).toISOString() }),
  }))
  return ids.flatMap((id) => users.find((user) => user.id === id) ?? [])
}

const toUser = async (from: Kysely<Tables>, id: string): Promise<User> => {
  const [user] = await toUsers(from, [id])
  if (!user) throw new AppError('not_found')
  return user
}

/** Throws AppError `last_admin` if nobody who may sign in is admin any more. */
const mustHaveAdmin = async (tx: Tx, demo: boolean): Promise<void> => {
  const row = await tx
    .selectFrom('user_grant')
    .innerJoin('auth_user', 'auth_user.id', 'user_grant.user_id')
    .select(sql`1`.as('one'))
    .where('user_grant.role', '=', 'admin')
    .where('auth_user.disabled', '=', 0)
    .where('auth_user.demo', 'in', demo ? [0, 1] : [0])
    .limit(1)
    .executeTakeFirst()
  if (!row) throw new AppError('last_admin')
}

export const createUsers = (deps: AuthDeps, sessions: Sessions) => {
  const { db, audit, clock, demo } = deps
  const event = (tx: Tx, actor: Actor, action: string, target: string, data: Record<string, unknown> = {}) =>
    audit.record(tx, { at: clock.now(), actor: actor.id, action, phase: 'event', target, data })

  return {
    get: (id: string): Promise<User> => reading(db, (kysely) => toUser(kysely, id)),

    /** By name. `q`: a part of a name or address. Outside the demo its people do not exist. Throws AppError `bad_cursor`. */
    list: async ({ q, limit, cursor }: ListOf): Promise<Page<User>> => {
      const after = cursor === undefined ? undefined : fromCursor(z.string(), cursor)
      const key = sql<string>`lower(auth_user.name)`
      return snapshot(db, async (kysely) => {
        const matching = kysely
          .selectFrom('auth_user')
          .where('demo', 'in', demo ? [0, 1] : [0])
          .$if(q !== undefined && q !== '', (all) => all.where((eb) => eb.or(searched.map((column) => contains(column, q ?? '')))))
        const found = await matching
          .select(['id', key.as('key')])
          .$if(after !== undefined, (all) => all.where(sql<boolean>`(${key}, auth_user.id) > (${after?.[0]}, ${after?.[1]})`))
          .orderBy(key)
          .orderBy('auth_user.id')
          .limit(limit + 1)
          .execute()
        const { total } = await matching.select(countAll).executeTakeFirstOrThrow()
        const { rows, ...next } = pageOf(found, limit, (row) => [row.key, row.id])
        const ids = rows.map(({ id }) => id)
        return { items: await toUsers(kysely, ids), ...next, total: Number(total), observedAt: new Date(clock.now()).toISOString() }
      })
    },

    /** Adds somebody, who chooses a password by the link. Throws AppError `invalid` with what is taken. */
    create: (actor: Actor, body: z.infer<typeof newUserBody>): Promise<{ user: User; link: NewLink }> =>
      transact(db, async (tx) => {
        const now = clock.now()
        await mustBeFree(tx, body)
        const id = await insertUser(tx, deps, body, now)
        const link = await makeLink(tx, deps, id, now)
        const user = await toUser(tx, id)
        await event(tx, actor, 'user_created', id, { email: body.email, grants: body.grants })
        return { user, link }
      }),

    /**
     * Changes what is named. Other grants, disabling and a removed second factor end the sessions: who is still allowed in signs in
     * anew, with a new token. Throws AppError `not_found`, `invalid`, `last_admin`.
     */
    change: async (actor: Actor, id: string, body: z.infer<typeof userBody>): Promise<User> => {
      const changed = await transact(db, async (tx) => {
        const before = await toUser(tx, id)
        await mustBeFree(tx, body, id)
        const { name, email, username, disabled } = body
        const columns = {
          ...(name === undefined ? {} : { name }),
          ...(email === undefined ? {} : { email }),
          ...(username === undefined ? {} : { username }),
          ...(disabled === undefined ? {} : { disabled: disabled ? 1 : 0 }),
        }
        await tx
          .updateTable('auth_user')
          .set({ ...columns, updated_at: new Date(clock.now()).toISOString() })
          .where('id', '=', id)
          .execute()
        // Lists of operations say who asked by the name they have now.
        if (name !== undefined && name !== before.name) await bumpCounter(tx)
        if (body.grants) await writeGrants(tx, id, body.grants)
        if (body.totp === false) await dropSecondFactor(tx, id)
        const after = await toUser(tx, id)
        const regranted = JSON.stringify(after.grants) !== JSON.stringify(before.grants)
        const ended = regranted || after.disabled || before.totp !== after.totp ? await sessions.end(tx, id) : 0
        if (after.disabled) await tx.deleteFrom('one_time_link').where('user_id', '=', id).execute()
        const action = regranted
          ? 'role_changed'
          : after.disabled === before.disabled
            ? 'user_changed'
            : after.disabled
              ? 'user_disabled'
              : 'user_enabled'
        await event(tx, actor, action, id, { before: visible(before), after: visible(after), sessionsEnded: ended })
        // After the audit row, whose head every writer of it takes: two admins cannot take each other's role at one moment.
        await mustHaveAdmin(tx, demo)
        return after
      })
      sessions.forget(id)
      return changed
    },

    /** A new link for choosing a password. Throws AppError `not_found`, for who is disabled too. */
    link: (actor: Actor, id: string): Promise<NewLink> =>
      transact(db, async (tx) => {
        if ((await toUser(tx, id)).disabled) throw new AppError('not_found')
        const link = await makeLink(tx, deps, id, clock.now())
        await event(tx, actor, 'password_link', id)
        return link
      }),

    signOut: async (actor: Actor, id: string): Promise<void> => {
      await transact(db, async (tx) => {
        await toUser(tx, id)
        await event(tx, actor, 'sessions_ended', id, { sessionsEnded: await sessions.end(tx, id) })
      })
      sessions.forget(id)
    },
  }
}

/** What of a user the audit log tells before and after a change. */
const visible = ({ name, email, username, grants, disabled, totp }: User) => ({ name, email, username, grants, disabled, totp })
