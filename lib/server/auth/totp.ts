import { createHmac, timingSafeEqual } from 'node:crypto'
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import type { Tx } from '#lib/server/db/transact.ts'
import { base32, fromBase32 } from './base32.ts'
import type { AuthDeps } from './deps.ts'
import { dropRecoveryCodes } from './recovery-codes.ts'

const stepMs = 30_000
const secretBytes = 20
/** RFC 6238 with its defaults, which are what the apps know: SHA-1, 30 s, six digits. `step`: how many 30 s since 1970. */
export const codeAt = (secret: string, step: number): string => {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', fromBase32(secret)).update(counter).digest()
  const offset = (mac.at(-1) ?? 0) & 0xf
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

export const stepOf = (now: number): number => Math.floor(now / stepMs)

/** The step whose code this is: the present one or a neighbour, but none that was used before. */
const matchingStep = (secret: string, code: string, now: number, last: number): number | undefined =>
  [0, -1, 1]
    .map((offset) => stepOf(now) + offset)
    .find((step) => step > last && timingSafeEqual(Buffer.from(codeAt(secret, step)), Buffer.from(code)))

/** Writes a new secret down, not yet in force. */
export const startTotp = async (tx: Tx, deps: Pick<AuthDeps, 'random' | 'secret'>, userId: string): Promise<string> => {
  const secret = base32(deps.random(secretBytes))
  const row = { secret: await symmetricEncrypt({ key: deps.secret, data: secret }), confirmed_at: null, last_step: 0 }
  await tx
    .insertInto('user_totp')
    .values({ user_id: userId, ...row })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(row))
    .execute()
  return secret
}

/** Whether a code is asked for at sign-in. */
export const hasTotp = async (tx: Pick<Tx, 'selectFrom'>, userId: string): Promise<boolean> => {
  const row = await tx.selectFrom('user_totp').select('confirmed_at').where('user_id', '=', userId).executeTakeFirst()
  return row !== undefined && row.confirmed_at !== null
}

/** Takes the second factor off, and the codes that stand in for it. */
export const dropSecondFactor = async (tx: Tx, userId: string): Promise<void> => {
  await tx.deleteFrom('user_totp').where('user_id', '=', userId).execute()
  await dropRecoveryCodes(tx, userId)
}

/** Uses a code up. `none`: there is no secret. `unreadable`: it was kept under another AUTH_SECRET, so no code can be right. The first right one puts the secret in force. */
export const spendCode = async (
  tx: Tx,
  deps: Pick<AuthDeps, 'secret'>,
  userId: string,
  code: string,
  now: number,
): Promise<'right' | 'wrong' | 'none' | 'unreadable'> => {
  const row = await tx.selectFrom('user_totp').selectAll().where('user_id', '=', userId).executeTakeFirst()
  if (!row) return 'none'
  const secret = await symmetricDecrypt({ key: deps.secret, data: row.secret }).catch(() => undefined)
  if (secret === undefined) return 'unreadable'
  const step = matchingStep(secret, code, now, row.last_step)
  if (step === undefined) return 'wrong'
  // Two requests with one code: the second finds the step used.
  const { numUpdatedRows } = await tx
    .updateTable('user_totp')
    .set({ last_step: step, confirmed_at: row.confirmed_at ?? now })
    .where('user_id', '=', userId)
    .where('last_step', '<', step)
    .executeTakeFirst()
  return numUpdatedRows > 0n ? 'right' : 'wrong'
}

export const totpUri = (secret: string, account: string): string =>
  `otpauth://totp/enidesk:${encodeURIComponent(account)}?secret=${secret}&issuer=enidesk`
