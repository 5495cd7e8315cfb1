import 'server-only'
import type { Actor } from '#lib/schema/role.ts'
import type { Session } from '#lib/schema/session.ts'
import type { SignInWays } from '#lib/schema/sign-in.ts'
import { AppError } from '#lib/server/base/errors.ts'
import { reading } from '#lib/server/db/transact.ts'
import { cookieOf } from './cookie.ts'
import type { AuthDeps } from './deps.ts'
import { createLibrary } from './library.ts'
import { hasPeople } from './links.ts'
import { createOidc } from './oidc.ts'
import { createOwn } from './own.ts'
import { hashOfUser } from './passwords.ts'
import { personOf, type TokenActor } from './people.ts'
import { recoveryCodesLeft } from './recovery-codes.ts'
import { createRefusals } from './refusals.ts'
import { createSessions, type SignedIn } from './sessions.ts'
import { createSetUp } from './set-up.ts'
import { createSignIn, type SignedInNow } from './sign-in.ts'
import { createTokens } from './tokens.ts'
import { hasTotp } from './totp.ts'
import { createUsers } from './users.ts'

export type Who = SignedIn | TokenActor
/** The two headers a request can say by who sends it. */
export type Credentials = { cookie: string | null; authorization: string | null }

export const createAuth = (deps: AuthDeps) => {
  const library = createLibrary(deps)
  const sessions = createSessions(deps, library)
  const tokens = createTokens(deps)
  const signIn = createSignIn(deps, library, sessions)

  /** What somebody is told about themselves. */
  const describe = async (who: Actor): Promise<Session> => {
    const { id, name, kind, role, grants } = who
    const all = { id, name, kind, role, grants: [...grants], demo: deps.demo }
    if (isToken(who)) return { ...all, endsAt: new Date(who.expiresAt).toISOString() }
    if (!isSignedIn(who)) throw new AppError('unauthenticated')
    const { email, username, endsAt } = who
    const own = await reading(deps.db, async (kysely) => ({
      totp: await hasTotp(kysely, id),
      recoveryCodes: await recoveryCodesLeft(kysely, id),
      hasPassword: (await hashOfUser(kysely, id)) !== null,
    }))
    return { ...all, email, ...(username === undefined ? {} : { username }), ...own, endsAt: new Date(endsAt).toISOString() }
  }

  return {
    sessions,
    tokens,
    signIn,
    users: createUsers(deps, sessions),
    own: createOwn(deps, library, sessions, signIn),
    setUp: createSetUp(deps, library, sessions, signIn),
    oidc: createOidc(deps, signIn),
    noteRefusal: createRefusals(deps),

    /**
     * Who sends this, if anybody. `fresh`: nothing remembered counts, as every write wants it. Throws AppError `cookie_and_token`
     * when a request says it in two ways, `unauthenticated` for a token that is none.
     */
    async identify({ cookie, authorization }: Credentials, address: string, fresh: boolean): Promise<Who | undefined> {
      const session = cookieOf(cookie, sessions.cookieName)
      if (authorization === null) return session === undefined ? undefined : sessions.find(session, fresh)
      if (session !== undefined) throw new AppError('cookie_and_token')
      const secret = /^Bearer ([\w-]{20,200})$/i.exec(authorization)?.[1]
      const token = secret === undefined ? undefined : await tokens.find(secret, address)
      if (!token) throw new AppError('unauthenticated')
      return token
    },

    describe,

    /** The answer to whoever has just signed in: who they are now, and the cookie. */
    async started({ userId, sessionId, endsAt, cookie }: SignedInNow): Promise<{ body: Session; cookies: string[] }> {
      const person = await personOf(deps.db, deps.demo, userId)
      if (!person) throw new AppError('unauthenticated')
      const who: SignedIn = { ...person, sessionId, endsAt }
      return { body: await describe(who), cookies: [cookie] }
    },

    ways: async (): Promise<SignInWays> => ({
      demo: deps.demo,
      ...(deps.oidc ? { oidc: { name: deps.oidc.name } } : {}),
      setUpNeeded: !deps.demo && !(await reading(deps.db, hasPeople)),
    }),
  }
}
export type Auth = ReturnType<typeof createAuth>

const isToken = (who: Actor): who is TokenActor => who.kind === 'token' && 'expiresAt' in who
const isSignedIn = (who: Actor): who is SignedIn => who.kind === 'user' && 'sessionId' in who
