import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#lib/server/db/transact.ts'
import { networkOf } from './network.ts'

const minuteMs = 60_000
const windowMs = 15 * minuteMs
/** How long a network counts as one that somebody signs in from. */
const knownMs = 90 * 24 * 60 * minuteMs

/**
 * What is counted: `account` a login name or user id as tried from one address, `address` where tries come from, `code` the second
 * factor of somebody whose password was right, `own` what somebody signed in shows again, `refusals` where rows of the audit log come
 * from, `sso` where single sign-on is begun.
 */
export type Counted = { kind: 'account'; value: string; address: string } | { kind: Exclude<Kind, 'account' | 'everywhere'>; value: string }
/** `everywhere`: an account as tried from all networks from which nobody has signed in. */
type Kind = 'account' | 'everywhere' | 'address' | 'code' | 'own' | 'refusals' | 'sso'

/** So many wrong tries are free; each further one doubles the wait. Strangers bring it upon their own network alone; for a code it takes the password. */
const doubling = (failures: number, now: number): number =>
  failures < 5 ? 0 : now + Math.min(1000 * 2 ** Math.min(failures - 5, 20), windowMs)
/** So many in a quarter of an hour, then none for the rest of it. */
const upTo = (free: number) => (failures: number, _: number, since: number) => (failures < free ? 0 : since + windowMs)
const blockedUntil: Record<Kind, (failures: number, now: number, since: number) => number> = {
  account: doubling,
  code: doubling,
  own: doubling,
  // Guesses from many networks at once: two a minute are left.
  everywhere: (failures, now) => (failures < 100 ? 0 : now + minuteMs / 2),
  address: upTo(20),
  refusals: upTo(100),
  sso: upTo(100),
}
/** A quarter of an hour begins anew with every wrong try. */
const isRenewed = (kind: Kind): boolean => blockedUntil[kind] === doubling

type Row = { kind: Kind; key: string }
const keyOf = (name: string, ...values: string[]): string => `${name}:${createHash('sha256').update(values.join('\n')).digest('base64url')}`
const knownKey = (address: string): string => keyOf('known', networkOf(address))

/**
 * What is counted for these. Where somebody has signed in of late, nobody is kept out by what others try elsewhere: whoever it was, or
 * it would tell who signs in from there.
 */
const rowsOf = async (tx: Tx, counted: readonly Counted[], now: number): Promise<Row[]> => {
  const known = counted.flatMap((one) => (one.kind === 'account' ? [knownKey(one.address)] : []))
  const rows = known.length > 0 ? await tx.selectFrom('sign_in_failure').select('since').where('key', 'in', known).execute() : []
  const isKnown = rows.some(({ since }) => since > now)
  return counted.flatMap((one): Row[] => {
    if (one.kind !== 'account') return [{ kind: one.kind, key: keyOf(one.kind, isOfNetwork(one.kind) ? networkOf(one.value) : one.value) }]
    const here: Row = { kind: 'account', key: keyOf('account', one.value, networkOf(one.address)) }
    return isKnown ? [here] : [here, { kind: 'everywhere', key: keyOf('everywhere', one.value) }]
  })
}
const isOfNetwork = (kind: Kind): boolean => kind === 'address' || kind === 'refusals' || kind === 'sso'

/**
 * Counts a try before it is judged, so that many at once are as slow as one after the other, on one server or several. Answers
 * for how many milliseconds no try is allowed yet: 0, and this one is counted; else it is not.
 */
export const countTry = async (tx: Tx, counted: readonly Counted[], now: number): Promise<number> => {
  const all = await rowsOf(tx, counted, now)
  const keys = all.map(({ key }) => key)
  const rows = await tx.selectFrom('sign_in_failure').selectAll().where('key', 'in', keys).execute()
  const blocked = Math.max(0, ...rows.map((row) => row.blocked_until - now))
  if (blocked > 0) return blocked
  for (const { kind, key } of all) {
    const over = now - windowMs
    const stale = sql<boolean>`(sign_in_failure.since <= ${over} and sign_in_failure.blocked_until <= ${over})`
    const { failures, since } = await tx
      .insertInto('sign_in_failure')
      .values({ key, failures: 1, since: now, blocked_until: 0 })
      .onConflict((conflict) =>
        conflict.column('key').doUpdateSet({
          failures: sql<number>`case when ${stale} then 1 else sign_in_failure.failures + 1 end`,
          since: isRenewed(kind) ? now : sql<number>`case when ${stale} then ${now} else sign_in_failure.since end`,
        }),
      )
      .returning(['failures', 'since'])
      .executeTakeFirstOrThrow()
    const until = blockedUntil[kind](failures, now, since)
    if (until > now) await tx.updateTable('sign_in_failure').set({ blocked_until: until }).where('key', '=', key).execute()
  }
  return 0
}

/** The try was right: what doubles starts at nothing again, the others get this one back. */
export const forgiveTry = async (tx: Tx, counted: readonly Counted[], now: number): Promise<void> => {
  for (const { kind, key } of await rowsOf(tx, counted, now))
    if (isRenewed(kind)) await tx.deleteFrom('sign_in_failure').where('key', '=', key).execute()
    else await takeBack(tx, key)
}

/** Somebody has signed in from there. */
export const noteNetwork = async (tx: Tx, address: string, now: number): Promise<void> => {
  // Rows are dropped a day after `since`.
  const row = { failures: 0, since: now + knownMs, blocked_until: 0 }
  await tx
    .insertInto('sign_in_failure')
    .values({ key: knownKey(address), ...row })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute()
}

/** The try was none, and only it is taken back: earlier ones stay counted. */
export const takeBackTry = async (tx: Tx, counted: readonly Counted[], now: number): Promise<void> => {
  for (const { key } of await rowsOf(tx, counted, now)) await takeBack(tx, key)
}

const takeBack = async (tx: Tx, key: string): Promise<void> => {
  await tx
    .updateTable('sign_in_failure')
    .set((eb) => ({ failures: eb('failures', '-', 1), blocked_until: 0 }))
    .where('key', '=', key)
    .where('failures', '>', 0)
    .execute()
}

/** Whether one more row of the audit log may come from this address, which may be anybody's: a hundred a quarter of an hour. */
export const mayBeTold = async (tx: Tx, address: string, now: number): Promise<boolean> =>
  (await countTry(tx, [{ kind: 'refusals', value: address }], now)) === 0
