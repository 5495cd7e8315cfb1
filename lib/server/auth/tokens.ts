import { sql } from 'kysely'
import { z } from 'zod'
import type { Page } from '#lib/schema/page.ts'
import type { Actor } from '#lib/schema/role.ts'
import { tokenDaysMax, type newTokenBody, type Token } from '#lib/schema/token.ts'
import { AppError } from '#lib/server/base/errors.ts'
import type { ApiTokenRow } from '#lib/server/db/people-schema.ts'
import { contains } from '#lib/server/db/contains.ts'
import { snapshot, transact } from '#lib/server/db/transact.ts'
import type { AuthDeps } from './deps.ts'
import { accountsText, grantOf } from './grants.ts'
import { countAll, fromCursor, pageOf, type ListOf } from './list.ts'
import { tokenActor, type TokenActor } from './people.ts'
import { hashOf, newId, newTokenSecret } from './secrets.ts'

/** How old what is known of a token's last use may be. */
const touchMs = 60_000
/** Its use is told in the audit log as often; what it did has rows of its own. */
const tellMs = 3_600_000

const iso = (at: number): string => new Date(at).toISOString()
const toToken = (row: ApiTokenRow & { creator?: string | null }): Token => ({
  id: row.id,
  name: row.name,
  grant: grantOf(row),
  createdBy: row.created_by,
  ...(row.creator ? { createdByName: row.creator } : {}),
  createdAt: iso(row.created_at),
  expiresAt: iso(row.expires_at),
  ...(row.last_used_at === null ? {} : { lastUsedAt: iso(row.last_used_at) }),
  ...(row.revoked_at === null ? {} : { revokedAt: iso(row.revoked_at) }),
})

export const createTokens = (deps: AuthDeps) => {
  const { db, audit, clock, random, demo } = deps

  const touch = async (token: TokenActor, address: string): Promise<void> => {
    const now = clock.now()
    const before = token.lastUsedAt ?? -Infinity
    if (now - before < touchMs) return
    await transact(db, async (tx) => {
      await tx.updateTable('api_token').set({ last_used_at: now }).where('id', '=', token.id).execute()
      if (Math.floor(before / tellMs) === Math.floor(now / tellMs)) return
      await audit.record(tx, { at: now, actor: token.id, action: 'token_used', phase: 'event', target: token.id, data: { address } })
    })
  }

  return {
    /** Whose secret this is, now: a token is looked up at every request, so that what is revoked is over at once. */
    async find(secret: string, address: string): Promise<TokenActor | undefined> {
      const token = await tokenActor(db, { demo, now: clock.now() }, { hash: hashOf(secret) })
      if (token) await touch(token, address)
      return token
    },

    /** Newest first, also those that are over. `q`: a part of the name. Throws AppError `bad_cursor`. */
    list: async ({ q, limit, cursor }: ListOf): Promise<Page<Token>> => {
      const after = cursor === undefined ? undefined : fromCursor(z.int(), cursor)
      return snapshot(db, async (kysely) => {
        const matching = kysely
          .selectFrom('api_token')
          .where('api_token.demo', 'in', demo ? [0, 1] : [0])
          .$if(q !== undefined && q !== '', (all) => all.where(contains('api_token.name', q ?? '')))
        const found = await matching
          .leftJoin('auth_user', 'auth_user.id', 'api_token.created_by')
          .selectAll('api_token')
          .select('auth_user.name as creator')
          .$if(after !== undefined, (all) => all.where(sql<boolean>`(api_token.created_at, api_token.id) < (${after?.[0]}, ${after?.[1]})`))
          .orderBy('api_token.created_at', 'desc')
          .orderBy('api_token.id', 'desc')
          .limit(limit + 1)
          .execute()
        const { total } = await matching.select(countAll).executeTakeFirstOrThrow()
        const { rows, ...next } = pageOf(found, limit, (row) => [row.created_at, row.id])
        return { items: rows.map(toToken), ...next, total: Number(total), observedAt: iso(clock.now()) }
      })
    },

    /** The secret is in this answer only. Throws AppError `invalid` with `expiresAt: bad_time`. */
    create: async (actor: Actor, body: z.infer<typeof newTokenBody>): Promise<{ token: Token; secret: string }> => {
      const now = clock.now()
      const expiresAt = Date.parse(body.expiresAt)
      if (expiresAt <= now || expiresAt > now + tokenDaysMax * 86_400_000)
        throw new AppError('invalid', { fields: [{ path: 'expiresAt', code: 'bad_time' }] })
      const secret = newTokenSecret(random)
      const row: ApiTokenRow = {
        id: newId(random, 'tok'),
        hash: hashOf(secret),
        name: body.name,
        role: body.grant.role,
        accounts: accountsText(body.grant),
        created_by: actor.id,
        created_at: now,
        expires_at: expiresAt,
        last_used_at: null,
        revoked_at: null,
        // What a demo's admin makes must be worth nothing where a real account is configured later.
        demo: demo ? 1 : 0,
      }
      await transact(db, async (tx) => {
        await tx.insertInto('api_token').values(row).execute()
        const data = { name: body.name, grant: body.grant, expiresAt: body.expiresAt }
        await audit.record(tx, { at: now, actor: actor.id, action: 'token_created', phase: 'event', target: row.id, data })
      })
      return { token: toToken(row), secret }
    },

    /** Over at once, everywhere. Throws AppError `not_found`. */
    revoke: (actor: Actor, id: string): Promise<Token> =>
      transact(db, async (tx) => {
        const now = clock.now()
        const { numUpdatedRows } = await tx
          .updateTable('api_token')
          .set({ revoked_at: now })
          .where('id', '=', id)
          .where('revoked_at', 'is', null)
          .executeTakeFirst()
        const row = await tx.selectFrom('api_token').selectAll().where('id', '=', id).executeTakeFirst()
        if (!row) throw new AppError('not_found')
        if (numUpdatedRows > 0n)
          await audit.record(tx, {
            at: now,
            actor: actor.id,
            action: 'token_revoked',
            phase: 'event',
            target: id,
            data: { name: row.name },
          })
        return toToken(row)
      }),
  }
}
