import 'server-only'
import type { Kysely } from 'kysely'
import type { Tables } from '#lib/server/db/schema.ts'

/** What the users and tokens among these rows are called now, by their ids. */
export async function auditNames(
  k: Kysely<Tables>,
  rows: readonly { actor: string; target: string | null }[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(rows.flatMap(({ actor, target }) => [actor, target ?? '']).filter((id) => /^(usr|tok)_/.test(id)))]
  if (ids.length === 0) return new Map()
  const users = await k.selectFrom('auth_user').select(['id', 'name']).where('id', 'in', ids).execute()
  const tokens = await k.selectFrom('api_token').select(['id', 'name']).where('id', 'in', ids).execute()
  return new Map([...users, ...tokens].map(({ id, name }) => [id, name]))
}
