import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import { createHash } from 'node:crypto'
import { betterAuth } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { genericOAuth } from 'better-auth/plugins/generic-oauth'
import { z } from 'zod'
import type { OidcSettings } from '#lib/server/base/oidc-settings.ts'
import { randomText } from '#lib/server/base/random.ts'
import { clientAddressHeader, sessionCookieName } from './cookie.ts'
import type { AuthDeps } from './deps.ts'
import { joinedKysely } from './joined.ts'
import { hashPassword, isPassword } from './password-hash.ts'

export const idleSeconds = 30 * 60
export const absoluteSeconds = 10 * 60 * 60
/** How old a session's last use may be before it is written down again. */
const touchSeconds = 60
/** A provider's own ids of people mean something there alone: they are kept under its issuer. */
export const oidcProviderOf = (issuer: string): string => `oidc-${createHash('sha256').update(issuer).digest('hex').slice(0, 16)}`
const oidcPath = '/api/v1/sign-in/oidc'

/** Whom single sign-on has found: `capture` keeps the id in place of the session that the library would make. */
const capture = new AsyncLocalStorage<{ userId?: string }>()

/** Runs the library's callback of single sign-on without letting it make a session. Answers whom it found, if anybody. */
export const whoCameBack = async (run: () => Promise<unknown>): Promise<string | undefined> => {
  const found: { userId?: string } = {}
  await capture.run(found, run)
  return found.userId
}

/** The library's way to start a session is one of its endpoints; this one asks for no proof, so only we may call it. */
const issuing = {
  id: 'enidesk',
  endpoints: {
    issueSession: createAuthEndpoint(
      '/issue-session',
      { method: 'POST', body: z.object({ userId: z.string() }), requireHeaders: true, metadata: { SERVER_ONLY: true } },
      async (context) => {
        const { internalAdapter } = context.context
        const user = await internalAdapter.findUserById(context.body.userId)
        if (!user) throw new Error('a session was asked for nobody')
        const session = await internalAdapter.createSession(user.id)
        // Until it ends at the latest: that it was idle is the server's to say.
        await setSessionCookie(context, { session, user }, false, { maxAge: absoluteSeconds })
        return { id: session.id }
      },
    ),
  },
}

/**
 * better-auth with our tables, our transaction and none of its own HTTP: sessions, their cookies, password hashes and single
 * sign-on. docs/decisions/006 says what it does not do here and why. With `oidc` everything it does waits until that provider has been
 * asked who it is: only single sign-on may use such a one.
 */
export const createLibrary = (deps: AuthDeps, oidc?: OidcSettings) => {
  const { db, random, publicOrigin = 'http://localhost' } = deps
  const https = publicOrigin.startsWith('https:')
  const attributes = { httpOnly: true, secure: https, sameSite: 'lax', path: '/' } as const
  const name = sessionCookieName(https)
  return betterAuth({
    appName: 'enidesk',
    baseURL: publicOrigin,
    basePath: oidcPath,
    secret: deps.secret,
    telemetry: { enabled: false },
    // Both stores hold what it writes for SQLite: times as ISO text, booleans as numbers.
    database: { db: joinedKysely(db), type: 'sqlite' },
    rateLimit: { enabled: false },
    logger: { level: 'error', log: (_, message) => deps.log.warn(`sign-in: ${message}`) },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      password: {
        hash: (password) => hashPassword(password, random, deps.passwordCost),
        verify: ({ password, hash }) => isPassword(password, hash),
      },
    },
    session: {
      modelName: 'auth_session',
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
      },
      expiresIn: idleSeconds,
      updateAge: touchSeconds,
    },
    user: {
      modelName: 'auth_user',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    account: {
      modelName: 'auth_account',
      fields: {
        accountId: 'account_id',
        providerId: 'provider_id',
        userId: 'user_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      encryptOAuthTokens: true,
      // The address that an admin typed is as good as verified; the provider must say that it has verified its own.
      accountLinking: { enabled: true, requireLocalEmailVerified: false },
    },
    verification: {
      modelName: 'auth_verification',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    databaseHooks: {
      session: {
        create: {
          before: async ({ userId }) => {
            const found = capture.getStore()
            if (!found) return undefined
            found.userId = userId
            return false
          },
        },
      },
    },
    advanced: {
      useSecureCookies: false,
      cookies: {
        session_token: { name, attributes },
        state: { name: `${name}-sso`, attributes },
      },
      ipAddress: { ipAddressHeaders: [clientAddressHeader] },
      database: { generateId: () => randomText(random, 16) },
    },
    plugins: [issuing, genericOAuth({ config: oidc ? [oidcConfig(oidc, publicOrigin)] : [] })],
  })
}
export type Library = ReturnType<typeof createLibrary>

const oidcConfig = (oidc: OidcSettings, origin: string) => ({
  providerId: oidcProviderOf(oidc.issuer),
  clientId: oidc.clientId,
  clientSecret: oidc.clientSecret,
  discoveryUrl: `${oidc.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
  requireIdTokenVerification: true,
  scopes: ['openid', 'email', 'profile'],
  pkce: true,
  redirectURI: `${origin}${oidcPath}/callback`,
  // Who is not known here stays outside, whatever the provider says.
  disableSignUp: true,
  // Only silence may count as yes: what is said to be unverified stays so.
  ...(oidc.trustEmail
    ? { mapProfileToUser: (told: Record<string, unknown>) => (told['email_verified'] === undefined ? { emailVerified: true } : {}) }
    : {}),
})
