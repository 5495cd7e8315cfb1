import type { Grant } from '#lib/schema/grant.ts'
import { AppError } from '#lib/server/base/errors.ts'
import type { Tx } from '#lib/server/db/transact.ts'
import type { AuthDeps } from './deps.ts'
import { writeGrants } from './grants.ts'
import { newId } from './secrets.ts'

export type NewUser = { name: string; email: string; username?: string | undefined; grants: readonly Grant[] }

/** Throws AppError `invalid` with `email: taken` or `username: taken`. An address and a user name never look alike. */
export const mustBeFree = async (tx: Tx, { email, username }: { email?: string | undefined; username?: string | undefined }, but = '') => {
  const rows = await tx
    .selectFrom('auth_user')
    .select(['email', 'username'])
    .where('id', '!=', but)
    .where((eb) => eb.or([eb('email', '=', email ?? ''), eb('username', '=', username ?? '')]))
    .execute()
  const fields = [
    ...(rows.some((row) => email !== undefined && row.email === email) ? [{ path: 'email', code: 'taken' }] : []),
    ...(rows.some((row) => username !== undefined && row.username === username) ? [{ path: 'username', code: 'taken' }] : []),
  ]
  if (fields.length > 0) throw new AppError('invalid', { fields })
}

export const insertUser = async (tx: Tx, { random }: Pick<AuthDeps, 'random'>, user: NewUser, now: number): Promise<string> => {
  const id = newId(random, 'usr')
  const at = new Date(now).toISOString()
  const { name, email, username, grants } = user
  await tx
    .insertInto('auth_user')
    .values({
      id,
      name,
      email,
      email_verified: 1,
      image: null,
      created_at: at,
      updated_at: at,
      username: username ?? null,
      disabled: 0,
      demo: 0,
      last_sign_in_at: null,
    })
    .execute()
  await writeGrants(tx, id, grants)
  return id
}
