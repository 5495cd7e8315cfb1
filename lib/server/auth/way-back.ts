import { transact } from '#lib/server/db/transact.ts'
import type { AuthDeps } from './deps.ts'
import { makeLink, type NewLink } from './links.ts'
import { userNamed } from './people.ts'
import { dropSecondFactor } from './totp.ts'

/** Nobody whom a link would let in: unknown, or disabled. */
export class NoSuchUser extends Error {
  override readonly name = 'NoSuchUser'
}

/**
 * For who has the server's data but no admin left to ask: a link for a new password, of the person with that e-mail address or user
 * name. `withoutSecondFactor` also takes off a factor that was lost, and its recovery codes. Throws NoSuchUser.
 */
export const makeWayBack = (
  { db, random, clock, audit }: Pick<AuthDeps, 'db' | 'random' | 'clock' | 'audit'>,
  login: string,
  { withoutSecondFactor }: { withoutSecondFactor: boolean },
): Promise<NewLink> =>
  transact(db, async (tx) => {
    const user = await userNamed(tx, login)
    if (!user || user.disabled === 1) throw new NoSuchUser(login)
    if (withoutSecondFactor) await dropSecondFactor(tx, user.id)
    const now = clock.now()
    const link = await makeLink(tx, { random }, user.id, now)
    const data = { withoutSecondFactor }
    await audit.record(tx, { at: now, actor: 'system', action: 'password_link', phase: 'event', target: user.id, data })
    return link
  })
