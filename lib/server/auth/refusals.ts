import type { Actor } from '#lib/schema/role.ts'
import { transact } from '#lib/server/db/transact.ts'
import type { AuthDeps } from './deps.ts'
import { hashOf } from './secrets.ts'
import { mayBeTold } from './throttle.ts'

export type Refused = {
  /** The problem's code. */
  code: string
  actor?: Pick<Actor, 'id'>
  address: string
  method: string
  path: string
  /** What was shown and not taken: one row for each, however often it is shown. */
  credential?: string
}

const seenMax = 10_000

/**
 * Writes down who was turned away at the door. An old cookie in an open tab asks again and again, and anybody can ask: so one row a
 * credential and, from one address, a hundred a quarter of an hour.
 */
export const createRefusals = ({ db, audit, clock }: AuthDeps) => {
  const seen = new Set<string>()
  return async ({ code, actor, address, method, path, credential }: Refused): Promise<void> => {
    const once = credential === undefined ? undefined : hashOf(`${code} ${credential}`)
    if (once !== undefined && seen.has(once)) return
    await transact(db, async (tx) => {
      const now = clock.now()
      if (!(await mayBeTold(tx, address, now))) return
      const data = { code, method, path, address }
      await audit.record(tx, { at: now, actor: actor?.id ?? 'anonymous', action: 'refused', phase: 'event', data })
    })
    if (seen.size >= seenMax) seen.clear()
    if (once !== undefined) seen.add(once)
  }
}
