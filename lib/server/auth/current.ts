import 'server-only'
import { getSingleton, hasSingleton, setSingleton } from '#lib/server/base/singleton.ts'
import type { Auth } from './auth.ts'
import { authDeps, authSlot } from './deps.ts'

/**
 * The one `Auth` of this process, made when it is first asked for. Imported then, too: the framework's build makes one file of the
 * sign-in library's six hundred, which loads in a third of the time that Node takes for them one by one.
 */
export const auth = async (): Promise<Auth> => {
  if (!hasSingleton(authSlot)) {
    const { createAuth } = await import('./auth.ts')
    // Somebody else may have been faster while it was loaded.
    if (!hasSingleton(authSlot)) setSingleton(authSlot, createAuth(authDeps()))
  }
  return getSingleton<Auth>(authSlot)
}
