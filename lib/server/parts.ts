import 'server-only'
import type { Clock } from './base/clock.ts'
import type { Settings } from './base/env.ts'
import type { Log } from './base/log.ts'
import type { Random } from './base/random.ts'
import { getSingleton, setSingleton } from './base/singleton.ts'
import type { NewLink } from './auth/links.ts'
import type { CloudClient } from './cloud/client.ts'
import type { Db } from './db/database.ts'
import type { Inventory } from './inventory/types.ts'
import type { Metrics } from './metrics/metrics.ts'
import type { Journal } from './operations/journal.ts'

/** Everything with a life of its own, one each, composed by server.ts before the framework starts. */
export type Parts = {
  settings: Settings
  log: Log
  clock: Clock
  random: Random
  clouds: CloudClient[]
  db: Db
  inventory: Inventory
  journal: Journal
  metrics: Metrics
  /** While nobody may sign in: what makes the first admin. Each call makes another one and ends those before. */
  firstAdminLink: () => Promise<NewLink | undefined>
  /** In the demo: the token of this run. */
  demoToken: () => Promise<string | undefined>
  /** Starts the background work; called when the port is open. */
  start: () => Promise<void>
  /** Takes nothing new and finishes what is in flight: at most 25 s. */
  stopWork: () => Promise<void>
  /** Closes connections and the database. */
  close: () => Promise<void>
}

const slot = 'parts'
export const setParts = (value: Parts): void => setSingleton(slot, value)
/** The parts of this process. Throws outside the server that server.ts starts. */
export const parts = (): Parts => getSingleton<Parts>(slot)
