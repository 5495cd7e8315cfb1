import type { Kysely } from 'kysely'
import { grant, type Grant } from '#lib/schema/grant.ts'
import type { Tables } from '#lib/server/db/schema.ts'
import type { Tx } from '#lib/server/db/transact.ts'

/** `all` stays a word, names become JSON: an account may be called anything. */
export const accountsText = ({ accounts }: Grant): string => (accounts === 'all' ? accounts : JSON.stringify(accounts))

export const grantOf = (row: { role: string; accounts: string }): Grant =>
  grant.parse({ role: row.role, accounts: row.accounts === 'all' ? 'all' : JSON.parse(row.accounts) })

export const grantsOf = async (from: Kysely<Tables>, userIds: readonly string[]): Promise<Map<string, Grant[]>> => {
  const found = new Map<string, Grant[]>(userIds.map((id) => [id, []]))
  if (userIds.length === 0) return found
  const rows = await from.selectFrom('user_grant').selectAll().where('user_id', 'in', userIds).orderBy('position').execute()
  for (const row of rows) found.get(row.user_id)?.push(grantOf(row))
  return found
}

export const writeGrants = async (tx: Tx, userId: string, grants: readonly Grant[]): Promise<void> => {
  await tx.deleteFrom('user_grant').where('user_id', '=', userId).execute()
  for (const [position, one] of grants.entries())
    await tx
      .insertInto('user_grant')
      .values({ user_id: userId, position, role: one.role, accounts: accountsText(one) })
      .execute()
}
