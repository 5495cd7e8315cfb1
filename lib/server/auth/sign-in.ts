import type { z } from 'zod'
import type { Role } from '#lib/schema/role.ts'
import type { signInBody } from '#lib/schema/sign-in.ts'
import { AppError } from '#lib/server/base/errors.ts'
import { reading, type Tx } from '#lib/server/db/transact.ts'
import type { Client } from './client.ts'
import { demoUser } from './demo.ts'
import type { AuthDeps } from './deps.ts'
import { transactJoined } from './joined.ts'
import type { Library } from './library.ts'
import { hashOfUser, judgePassword, tooManyRequests } from './passwords.ts'
import { personOf, userNamed } from './people.ts'
import { spendRecoveryCode } from './recovery-codes.ts'
import type { Sessions, Started } from './sessions.ts'
import { countTry, forgiveTry, mayBeTold, noteNetwork, takeBackTry, type Counted } from './throttle.ts'
import { hasTotp, spendCode } from './totp.ts'

export type SignedInNow = Started & { userId: string }
type How = 'password' | 'password_and_code' | 'password_and_recovery_code' | 'oidc' | 'demo' | 'link'

type Judged = { how: How } | 'code_wrong' | { waitMs: number }

/** What was judged and written down in a transaction, now as an error where it was no sign-in. */
export const mustBeStarted = (answer: SignedInNow | 'code_needed' | Exclude<Judged, { how: How }>): SignedInNow => {
  if (typeof answer === 'string') throw new AppError(answer)
  if ('userId' in answer) return answer
  throw tooManyRequests(answer.waitMs)
}

export const createSignIn = (deps: AuthDeps, library: Library, sessions: Sessions) => {
  const { db, audit, clock } = deps

  /** Starts a session and writes down how, in one transaction. Throws AppError `sign_in_failed` for who may not. */
  const start = async (tx: Tx, userId: string, how: How, client: Client): Promise<SignedInNow> => {
    const now = clock.now()
    await dropOld(tx, now)
    await noteNetwork(tx, client.address, now)
    const started = await sessions.start(userId, client)
    await tx.updateTable('auth_user').set({ last_sign_in_at: now }).where('id', '=', userId).execute()
    const data = { how, address: client.address, sessionId: started.sessionId }
    await audit.record(tx, { at: now, actor: userId, action: 'sign_in', phase: 'event', target: userId, data })
    return { ...started, userId }
  }

  /** What is over and was never asked for again: rows of nothing. */
  const dropOld = async (tx: Tx, now: number) => {
    await tx.deleteFrom('auth_session').where('expires_at', '<', new Date(now).toISOString()).execute()
    await tx.deleteFrom('auth_verification').where('expires_at', '<', new Date(now).toISOString()).execute()
    await tx
      .deleteFrom('sign_in_failure')
      .where('since', '<', now - 86_400_000)
      .execute()
  }

  const fail = (tx: Tx, code: string, how: How, client: Client, userId?: string) =>
    audit.record(tx, {
      at: clock.now(),
      actor: userId ?? 'anonymous',
      action: 'sign_in_failed',
      phase: 'event',
      // What was typed as a name is not kept: it is often a password.
      ...(userId === undefined ? {} : { target: userId }),
      data: { how, code, address: client.address },
    })

  const find = (login: string) =>
    reading(db, async (kysely) => {
      const user = await userNamed(kysely, login)
      // Asked for nobody too, so that both ways take the same time.
      return { id: user?.id, hash: await hashOfUser(kysely, user?.id ?? '') }
    })

  /**
   * The app's six digits, or one of the codes for the day it is lost: used up if it is right, else written down. Each try is counted
   * before it is judged, from wherever it comes: only who knows the password, or has a link, gets here.
   */
  const judgeCode = async (tx: Tx, userId: string, code: string, client: Client): Promise<Judged> => {
    const now = clock.now()
    const how = /^\d{6}$/.test(code) ? 'password_and_code' : 'password_and_recovery_code'
    const counted: Counted[] = [{ kind: 'code', value: userId }]
    const waitMs = await countTry(tx, counted, now)
    if (waitMs > 0) {
      if (await mayBeTold(tx, client.address, now)) await fail(tx, 'too_many_requests', how, client, userId)
      return { waitMs }
    }
    const spent = how === 'password_and_code' ? await spendCode(tx, deps, userId, code, now) : undefined
    if (spent === 'unreadable')
      deps.log.error('no code can be right: this second factor was kept under another AUTH_SECRET', { actor: userId })
    const isRight = spent === undefined ? await spendRecoveryCode(tx, userId, code) : spent === 'right'
    if (!isRight) {
      await fail(tx, 'code_wrong', how, client, userId)
      return 'code_wrong'
    }
    await forgiveTry(tx, counted, now)
    return { how }
  }

  return {
    start,
    judgeCode,
    /**
     * With name and password, and the code where a second factor is on. The same answer, after the same time, for a wrong password,
     * an unknown and a disabled user. Throws AppError `sign_in_failed`, `code_needed`, `code_wrong`, `too_many_requests`.
     */
    async withPassword(body: z.infer<typeof signInBody>, client: Client): Promise<SignedInNow> {
      const { id, hash } = await find(body.login)
      const counted: Counted[] = [
        { kind: 'account', value: id ?? body.login.toLowerCase(), address: client.address },
        { kind: 'address', value: client.address },
      ]
      let right: boolean
      try {
        right = await judgePassword(deps, library, { password: body.password, hash, counted })
      } catch (error) {
        if (error instanceof AppError) {
          const { code } = error
          // What was not even judged costs whoever asks nothing: not a row each.
          await transactJoined(db, async (tx) => {
            if (await mayBeTold(tx, client.address, clock.now())) await fail(tx, code, 'password', client, id)
          })
        }
        throw error
      }
      const person = right && id !== undefined ? await personOf(db, deps.demo, id) : undefined
      if (!person) {
        await transactJoined(db, (tx) => fail(tx, 'sign_in_failed', 'password', client, id))
        throw new AppError('sign_in_failed')
      }
      const answer = await transactJoined(db, async (tx) => {
        const asked = await hasTotp(tx, person.id)
        if (asked && body.code === undefined) {
          // The password was right: asking for the code is no failure. The codes that were wrong before still are.
          await takeBackTry(tx, counted, clock.now())
          await fail(tx, 'code_needed', 'password', client, person.id)
          return 'code_needed'
        }
        const judged: Judged = asked ? await judgeCode(tx, person.id, body.code ?? '', client) : { how: 'password' }
        if (typeof judged === 'string') return judged
        if ('waitMs' in judged) {
          // Nothing was judged wrong.
          await takeBackTry(tx, counted, clock.now())
          return judged
        }
        await forgiveTry(tx, counted, clock.now())
        return start(tx, person.id, judged.how, client)
      })
      return mustBeStarted(answer)
    },

    /** In the demo, as one of its people. Throws AppError `not_found` anywhere else. */
    async inDemo(role: Role, client: Client): Promise<SignedInNow> {
      if (!deps.demo) throw new AppError('not_found')
      return transactJoined(db, async (tx) => start(tx, await demoUser(tx, role, clock.now()), 'demo', client))
    },

    /** Somebody whom single sign-on has vouched for. Throws AppError `sign_in_failed` if they may not. */
    async vouchedFor(userId: string, client: Client): Promise<SignedInNow> {
      const person = await personOf(db, deps.demo, userId)
      const started = await transactJoined(db, async (tx) =>
        person ? start(tx, person.id, 'oidc', client) : void (await fail(tx, 'sign_in_failed', 'oidc', client, userId)),
      )
      if (!started) throw new AppError('sign_in_failed')
      return started
    },
  }
}
export type SignIn = ReturnType<typeof createSignIn>
