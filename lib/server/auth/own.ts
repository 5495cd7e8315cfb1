import type { z } from 'zod'
import type { passwordBody } from '#lib/schema/password.ts'
import type { TotpStart } from '#lib/schema/totp.ts'
import { AppError } from '#lib/server/base/errors.ts'
import { transact, type Tx } from '#lib/server/db/transact.ts'
import type { Client } from './client.ts'
import type { AuthDeps } from './deps.ts'
import { transactJoined } from './joined.ts'
import type { Library } from './library.ts'
import { mustBeUncommon, mustKnowPassword, mustNotWait, writePassword } from './passwords.ts'
import { makeRecoveryCodes } from './recovery-codes.ts'
import type { SignedIn, Sessions } from './sessions.ts'
import type { SignIn, SignedInNow } from './sign-in.ts'
import { countTry, forgiveTry, type Counted } from './throttle.ts'
import { dropSecondFactor, hasTotp, startTotp, totpUri, spendCode } from './totp.ts'

/** What people do about their own way in. */
export const createOwn = (deps: AuthDeps, library: Library, sessions: Sessions, signIn: SignIn) => {
  const { db, audit, clock } = deps
  const event = (tx: Tx, who: SignedIn, action: string, data: Record<string, unknown> = {}) =>
    audit.record(tx, { at: clock.now(), actor: who.id, action, phase: 'event', target: who.id, data })

  const end = async (who: SignedIn, action: string, which: { only?: string; but?: string }): Promise<void> => {
    await transact(db, async (tx) => {
      const ended = await sessions.end(tx, who.id, which)
      if (which.only !== undefined && ended === 0) throw new AppError('not_found')
      await event(tx, who, action, { ...which, sessionsEnded: ended })
    })
    sessions.forget(who.id)
  }

  return {
    signOut: (who: SignedIn) => end(who, 'sign_out', { only: who.sessionId }),
    /** Throws AppError `not_found` for what is no session of theirs. */
    endSession: (who: SignedIn, sessionId: string) => end(who, 'session_ended', { only: sessionId }),
    endOthers: (who: SignedIn) => end(who, 'sessions_ended', { but: who.sessionId }),

    /** Ends every session, this one too, and starts a new one. Throws AppError `invalid`, `too_many_requests`. */
    async changePassword(who: SignedIn, body: z.infer<typeof passwordBody>, client: Client): Promise<SignedInNow> {
      mustBeUncommon(body.password, [who.name, who.email, who.username ?? ''])
      await mustKnowPassword(deps, library, who, { password: body.current, path: 'current' })
      const { password } = await library.$context
      const hash = await password.hash(body.password)
      const signedIn = await transactJoined(db, async (tx) => {
        await writePassword(tx, deps, who.id, hash, clock.now())
        await sessions.end(tx, who.id)
        await event(tx, who, 'password_changed')
        return signIn.start(tx, who.id, 'password', client)
      })
      sessions.forget(who.id)
      return signedIn
    },

    /** Throws AppError `invalid`, with `password: wrong_password` or because one is in force already, `too_many_requests`. */
    async startTotp(who: SignedIn, password: string): Promise<TotpStart> {
      await mustKnowPassword(deps, library, who, { password, path: 'password' })
      const secret = await transact(db, async (tx) => {
        // One that is in force is taken off first, by whoever means to.
        if (await hasTotp(tx, who.id)) throw new AppError('invalid')
        const made = await startTotp(tx, deps, who.id)
        await event(tx, who, 'totp_started')
        return made
      })
      return { secret, uri: totpUri(secret, who.email) }
    },

    /**
     * The first right code turns it on, and answers codes for the day the app is lost; later ones answer none. Throws AppError
     * `code_wrong`, `not_found` without a secret, `too_many_requests`.
     */
    async confirmTotp(who: SignedIn, code: string): Promise<string[]> {
      const counted: Counted[] = [{ kind: 'own', value: who.id }]
      mustNotWait(await transact(db, (tx) => countTry(tx, counted, clock.now())))
      const { found, codes } = await transact(db, async (tx) => {
        const wasOn = await hasTotp(tx, who.id)
        const found = await spendCode(tx, deps, who.id, code, clock.now())
        if (found === 'right') await forgiveTry(tx, counted, clock.now())
        if (found === 'right' || found === 'wrong') await event(tx, who, found === 'right' ? 'totp_confirmed' : 'totp_wrong')
        return { found, codes: found === 'right' && !wasOn ? await makeRecoveryCodes(tx, deps, who.id) : [] }
      })
      if (found === 'none' || found === 'unreadable') throw new AppError('not_found')
      if (found === 'wrong') throw new AppError('code_wrong')
      return codes
    },

    /** Throws AppError `invalid` with `password: wrong_password`, `not_found` without a second factor, `too_many_requests`. */
    async newRecoveryCodes(who: SignedIn, password: string): Promise<string[]> {
      await mustKnowPassword(deps, library, who, { password, path: 'password' })
      return transact(db, async (tx) => {
        if (!(await hasTotp(tx, who.id))) throw new AppError('not_found')
        await event(tx, who, 'recovery_codes_made')
        return makeRecoveryCodes(tx, deps, who.id)
      })
    },

    /** Throws AppError `invalid` with `password: wrong_password`, `too_many_requests`. */
    async removeTotp(who: SignedIn, password: string): Promise<void> {
      await mustKnowPassword(deps, library, who, { password, path: 'password' })
      await transact(db, async (tx) => {
        await dropSecondFactor(tx, who.id)
        await event(tx, who, 'totp_removed')
      })
    },
  }
}
