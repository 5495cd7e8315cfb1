import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#lib/server/db/transact.ts'

const windowMs = 15 * 60_000
/** So many wrong tries are free; each further one doubles the wait. Nobody is locked out for good, so nobody can lock another out. */
const freePerAccount = 5
const waitMaxMs = 15 * 60_000
/** From one address, whatever the account: then none for the rest of the quarter of an hour. */
const freePer = { address: 20, refusals: 100 }

/** What is counted: `account` a login name or user id, `address` where tries come from, `refusals` where rows of the audit log come from. */
export type Counted = { kind: 'account' | 'address' | 'refusals'; value: string }

const keyOf = ({ kind, value }: Counted): string => `${kind}:${createHash('sha256').update(value).digest('base64url')}`

/**
 * Counts a try before it is judged, so that many at once are as slow as one after the other, on one server or several. Answers
 * for how many milliseconds no try is allowed yet: 0, and this one is counted; else it is not.
 */
export const countTry = async (tx: Tx, counted: readonly Counted[], now: number): Promise<number> => {
  const keys = counted.map(keyOf)
  const rows = await tx.selectFrom('sign_in_failure').selectAll().where('key', 'in', keys).execute()
  const blocked = Math.max(0, ...rows.map((row) => row.blocked_until - now))
  if (blocked > 0) return blocked
  for (const one of counted) {
    const key = keyOf(one)
    const over = now - windowMs
    const stale = sql<boolean>`(sign_in_failure.since <= ${over} and sign_in_failure.blocked_until <= ${over})`
    const { failures, since } = await tx
      .insertInto('sign_in_failure')
      .values({ key, failures: 1, since: now, blocked_until: 0 })
      .onConflict((conflict) =>
        conflict.column('key').doUpdateSet({
          failures: sql<number>`case when ${stale} then 1 else sign_in_failure.failures + 1 end`,
          // An account's quarter of an hour begins anew with every wrong try, an address's does not.
          since: one.kind === 'account' ? now : sql<number>`case when ${stale} then ${now} else sign_in_failure.since end`,
        }),
      )
      .returning(['failures', 'since'])
      .executeTakeFirstOrThrow()
    const until = blockedUntil(one.kind, failures, since, now)
    if (until > now) await tx.updateTable('sign_in_failure').set({ blocked_until: until }).where('key', '=', key).execute()
  }
  return 0
}

const blockedUntil = (kind: Counted['kind'], failures: number, since: number, now: number): number => {
  if (kind !== 'account') return failures < freePer[kind] ? 0 : since + windowMs
  return failures < freePerAccount ? 0 : now + Math.min(1000 * 2 ** Math.min(failures - freePerAccount, 20), waitMaxMs)
}

/** The try was right: the account starts at nothing again, and the address gets its one back. */
export const forgiveTry = async (tx: Tx, counted: readonly Counted[]): Promise<void> => {
  for (const one of counted.filter(({ kind }) => kind === 'account'))
    await tx.deleteFrom('sign_in_failure').where('key', '=', keyOf(one)).execute()
  await takeBackTry(
    tx,
    counted.filter(({ kind }) => kind !== 'account'),
  )
}

/** The try was none, and only it is taken back: earlier ones stay counted. */
export const takeBackTry = async (tx: Tx, counted: readonly Counted[]): Promise<void> => {
  for (const one of counted)
    await tx
      .updateTable('sign_in_failure')
      .set((eb) => ({ failures: eb('failures', '-', 1), blocked_until: 0 }))
      .where('key', '=', keyOf(one))
      .where('failures', '>', 0)
      .execute()
}

/** Whether one more row of the audit log may come from this address, which may be anybody's: a hundred a quarter of an hour. */
export const mayBeTold = async (tx: Tx, address: string, now: number): Promise<boolean> =>
  (await countTry(tx, [{ kind: 'refusals', value: address }], now)) === 0
