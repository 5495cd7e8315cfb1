import 'server-only'
import type { Audit } from '#lib/server/audit/audit.ts'
import type { Clock } from '#lib/server/base/clock.ts'
import type { Log } from '#lib/server/base/log.ts'
import type { OidcSettings } from '#lib/server/base/oidc-settings.ts'
import type { Random } from '#lib/server/base/random.ts'
import { clearSingleton, getSingleton, setSingleton } from '#lib/server/base/singleton.ts'
import type { Db } from '#lib/server/db/database.ts'
import type { ScryptCost } from './password-hash.ts'

/** What sign-in needs from the process; set once, by lib/server/compose.ts. */
export type AuthDeps = {
  db: Db
  audit: Audit
  clock: Clock
  random: Random
  log: Log
  /** AUTH_SECRET: signs cookies, encrypts second factors. */
  secret: string
  /** Only then do the demo's users and tokens exist for anybody. */
  demo: boolean
  /** PUBLIC_ORIGIN: decides the cookie's name and attributes, and where single sign-on comes back to. */
  publicOrigin?: string
  oidc?: OidcSettings
  /** Other than the default for tests only, which hash often. */
  passwordCost?: ScryptCost
}

const depsSlot = 'auth-deps'
/** Where current.ts keeps what it made of them. */
export const authSlot = 'auth'
export const setAuthDeps = (deps: AuthDeps): void => setSingleton(depsSlot, deps)
export const authDeps = (): AuthDeps => getSingleton<AuthDeps>(depsSlot)
/** For tests: the next composition sets its own. */
export const clearAuth = (): void => {
  clearSingleton(depsSlot)
  clearSingleton(authSlot)
}
