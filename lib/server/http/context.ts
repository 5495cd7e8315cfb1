import 'server-only'
import type { Clock } from '#lib/server/base/clock.ts'
import type { Log } from '#lib/server/base/log.ts'
import type { Random } from '#lib/server/base/random.ts'
import { getSingleton, setSingleton } from '#lib/server/base/singleton.ts'

/** What `route()` needs from the process; set once by server.ts. */
export type HttpContext = {
  log: Log
  clock: Clock
  random: Random
  /** False → writes answer 403 `read_only`. */
  writesAllowed: boolean
  /** Scheme, host and port under which browsers reach this server; known once it listens. */
  origins: () => readonly string[]
}

const slot = 'http'
export const setHttpContext = (context: HttpContext): void => setSingleton(slot, context)
export const httpContext = (): HttpContext => getSingleton<HttpContext>(slot)
