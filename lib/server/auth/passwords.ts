import type { Kysely } from 'kysely'
import { AppError } from '#lib/server/base/errors.ts'
import { randomText } from '#lib/server/base/random.ts'
import type { Tables } from '#lib/server/db/schema.ts'
import { reading, transact, type Tx } from '#lib/server/db/transact.ts'
import type { AuthDeps } from './deps.ts'
import { isCommonPassword } from './common-passwords.ts'
import { hashOfNobody } from './password-hash.ts'
import type { Library } from './library.ts'
import { countTry, forgiveTry, takeBackTry, type Counted } from './throttle.ts'

const provider = 'credential'

/** The hash of somebody's password; null where they have none. */
export const hashOfUser = async (from: Kysely<Tables>, userId: string): Promise<string | null> => {
  const row = await from
    .selectFrom('auth_account')
    .select('password')
    .where('user_id', '=', userId)
    .where('provider_id', '=', provider)
    .executeTakeFirst()
  return row?.password ?? null
}

/** Throws AppError `invalid` with `password: too_common` for what guessers try first, and for somebody's own name with a tail. */
export const mustBeUncommon = (password: string, names: readonly string[]): void => {
  if (isCommonPassword(password, names)) throw new AppError('invalid', { fields: [{ path: 'password', code: 'too_common' }] })
}

export const writePassword = async (tx: Tx, { random }: Pick<AuthDeps, 'random'>, userId: string, hash: string, now: number) => {
  const at = new Date(now).toISOString()
  const { numUpdatedRows } = await tx
    .updateTable('auth_account')
    .set({ password: hash, updated_at: at })
    .where('user_id', '=', userId)
    .where('provider_id', '=', provider)
    .executeTakeFirst()
  if (numUpdatedRows > 0n) return
  const absent = { access_token: null, refresh_token: null, id_token: null, access_token_expires_at: null, refresh_token_expires_at: null }
  await tx
    .insertInto('auth_account')
    .values({
      id: randomText(random, 16),
      account_id: userId,
      provider_id: provider,
      user_id: userId,
      ...absent,
      scope: null,
      password: hash,
      created_at: at,
      updated_at: at,
    })
    .execute()
}

export const tooManyRequests = (waitMs: number): AppError =>
  new AppError('too_many_requests', { retryAfterSeconds: Math.ceil(waitMs / 1000) })

/** Throws AppError `too_many_requests` with the seconds to wait; nothing was judged then. */
export const mustNotWait = (waitMs: number): void => {
  if (waitMs > 0) throw tooManyRequests(waitMs)
}

/**
 * Whether this is the password behind the hash, each try counted before it is judged. Takes as long for nobody (`hash` null) as
 * for somebody. Throws AppError `too_many_requests`. The caller forgives the try, in the transaction of what follows from it.
 */
export const judgePassword = async (
  deps: AuthDeps,
  library: Library,
  tried: { password: string; hash: string | null; counted: readonly Counted[] },
): Promise<boolean> => {
  mustNotWait(await transact(deps.db, (tx) => countTry(tx, tried.counted, deps.clock.now())))
  const { password } = await library.$context
  try {
    const right = await password.verify({ password: tried.password, hash: tried.hash ?? hashOfNobody(deps.passwordCost) })
    return right && tried.hash !== null
  } catch (error) {
    // Too many wait to be hashed: this one was not judged.
    await transact(deps.db, (tx) => takeBackTry(tx, tried.counted, deps.clock.now()))
    throw error
  }
}

/** Somebody signed in shows again that it is them. Throws AppError `invalid` with `path: wrong_password`, `too_many_requests`. */
export const mustKnowPassword = async (
  deps: AuthDeps,
  library: Library,
  who: { id: string },
  given: { password: string; path: string },
): Promise<void> => {
  const counted: Counted[] = [{ kind: 'own', value: who.id }]
  const hash = await reading(deps.db, (kysely) => hashOfUser(kysely, who.id))
  const right = await judgePassword(deps, library, { password: given.password, hash, counted })
  await transact(deps.db, async (tx) => {
    if (right) await forgiveTry(tx, counted, deps.clock.now())
    else await deps.audit.record(tx, { at: deps.clock.now(), actor: who.id, action: 'password_wrong', phase: 'event', target: who.id })
  })
  if (!right) throw new AppError('invalid', { fields: [{ path: given.path, code: 'wrong_password' }] })
}
