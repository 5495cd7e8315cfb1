import type { z } from 'zod'
import type { setUpBody, SetUpLink } from '#lib/schema/sign-in.ts'
import { AppError } from '#lib/server/base/errors.ts'
import { reading, transact, type Tx } from '#lib/server/db/transact.ts'
import type { Client } from './client.ts'
import type { AuthDeps } from './deps.ts'
import { transactJoined } from './joined.ts'
import type { Library } from './library.ts'
import { dropLinks, findLink, readLink, type Link } from './links.ts'
import { mustBeUncommon, mustNotWait, writePassword } from './passwords.ts'
import type { Sessions } from './sessions.ts'
import { mustBeStarted, type SignIn, type SignedInNow } from './sign-in.ts'
import { countTry, forgiveTry, type Counted } from './throttle.ts'
import { hasTotp } from './totp.ts'
import { insertUser, mustBeFree } from './user-rows.ts'

type Body = z.infer<typeof setUpBody>

/** What a one-time link is good for: the first admin's way in, and everybody's way to a password. */
export const createSetUp = (deps: AuthDeps, library: Library, sessions: Sessions, signIn: SignIn) => {
  const { db, audit, clock } = deps

  /** Throws AppError `link_invalid`, written down, and `too_many_requests` for who tries many. */
  const open = async (secret: string, client: Client): Promise<Link> => {
    const counted: Counted[] = [{ kind: 'address', value: client.address }]
    const now = clock.now()
    mustNotWait(await transact(db, (tx) => countTry(tx, counted, now)))
    const link = await transact(db, async (tx) => {
      const found = await findLink(tx, secret, now)
      if (found) await forgiveTry(tx, counted, now)
      else
        await audit.record(tx, { at: now, actor: 'anonymous', action: 'link_refused', phase: 'event', data: { address: client.address } })
      return found
    })
    if (!link) throw new AppError('link_invalid')
    return link
  }

  const namesOf = (userId: string) =>
    reading(db, (kysely) =>
      kysely.selectFrom('auth_user').select(['name', 'email', 'username']).where('id', '=', userId).executeTakeFirst(),
    )

  const firstAdmin = async (tx: Tx, { name, email, username }: Body): Promise<string> => {
    const fields = [...(name === undefined ? ['name'] : []), ...(email === undefined ? ['email'] : [])]
    if (name === undefined || email === undefined)
      throw new AppError('invalid', { fields: fields.map((path) => ({ path, code: 'required' })) })
    await mustBeFree(tx, { email, username })
    return insertUser(tx, deps, { name, email, username, grants: [{ role: 'admin', accounts: 'all' }] }, clock.now())
  }

  return {
    async read(secret: string, client: Client): Promise<SetUpLink> {
      const { purpose, userId, expiresAt } = await open(secret, client)
      const user = userId === null ? undefined : await namesOf(userId)
      const totp = userId !== null && (await reading(db, (kysely) => hasTotp(kysely, userId)))
      return { purpose, expiresAt: new Date(expiresAt).toISOString(), ...(user ? { name: user.name, email: user.email, totp } : {}) }
    },

    /**
     * Uses the link up: makes the first admin or gives somebody a password, ends their other sessions, and signs them in. It stands for
     * the password, not for a second factor. Throws AppError `link_invalid`, `invalid`, `code_needed`, `code_wrong`, `too_many_requests`;
     * the link is still good then.
     */
    async use(body: Body, client: Client): Promise<SignedInNow> {
      const link = await open(body.secret, client)
      const user = link.userId === null ? undefined : await namesOf(link.userId)
      const names = user ? [user.name, user.email, user.username ?? ''] : [body.name ?? '', body.email ?? '', body.username ?? '']
      mustBeUncommon(body.password, names)
      const { password } = await library.$context
      const hash = await password.hash(body.password)
      const answer = await transactJoined(db, async (tx) => {
        const now = clock.now()
        // Again, with the write lock: the link may have been used meanwhile.
        const { userId: known } = await readLink(tx, body.secret, now)
        if (known !== null && (await hasTotp(tx, known))) {
          if (body.code === undefined) return 'code_needed'
          const judged = await signIn.judgeCode(tx, known, body.code, client)
          if (typeof judged === 'string' || 'waitMs' in judged) return judged
        }
        const userId = known ?? (await firstAdmin(tx, body))
        await dropLinks(tx, known)
        await writePassword(tx, deps, userId, hash, now)
        await sessions.end(tx, userId)
        const action = known === null ? 'first_admin' : 'password_set'
        await audit.record(tx, { at: now, actor: userId, action, phase: 'event', target: userId, data: { address: client.address } })
        return signIn.start(tx, userId, 'link', client)
      })
      const signedIn = mustBeStarted(answer)
      sessions.forget(signedIn.userId)
      return signedIn
    },
  }
}
