import type { Random } from '#lib/server/base/random.ts'
import type { Tx } from '#lib/server/db/transact.ts'
import { base32 } from './base32.ts'
import { hashOf } from './secrets.ts'

const codesEach = 10
/** 120 random bits are 24 letters and digits, and more than a plain hash has to have (ASVS 5.0, 6.5.2: 112). */
const codeBytes = 15

/** Without what a person puts between the groups, and in capitals: as it was made. */
const plain = (code: string): string => code.replaceAll(/[^A-Za-z2-7]/g, '').toUpperCase()

/** Makes new ones for somebody; those of before stop working. Answered once, in groups of four. */
export const makeRecoveryCodes = async (tx: Tx, { random }: { random: Random }, userId: string): Promise<string[]> => {
  const codes = Array.from({ length: codesEach }, () => base32(random(codeBytes)))
  await dropRecoveryCodes(tx, userId)
  await tx
    .insertInto('user_recovery_code')
    .values(codes.map((code) => ({ hash: hashOf(code), user_id: userId })))
    .execute()
  return codes.map((code) => code.replaceAll(/.{4}(?=.)/g, '$&-'))
}

export const dropRecoveryCodes = async (tx: Tx, userId: string): Promise<void> => {
  await tx.deleteFrom('user_recovery_code').where('user_id', '=', userId).execute()
}

/** Uses a code up: false for one that is none of theirs, or was used. Of two requests with one code, one finds it. */
export const spendRecoveryCode = async (tx: Tx, userId: string, code: string): Promise<boolean> => {
  const mine = tx.deleteFrom('user_recovery_code').where('user_id', '=', userId)
  return (await mine.where('hash', '=', hashOf(plain(code))).executeTakeFirst()).numDeletedRows > 0n
}

/** How many are left. */
export const recoveryCodesLeft = async (from: Pick<Tx, 'selectFrom'>, userId: string): Promise<number> =>
  (await from.selectFrom('user_recovery_code').select('hash').where('user_id', '=', userId).execute()).length
