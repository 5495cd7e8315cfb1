import { browserNotPlayed, browserRows } from './browser.ts'
import { deathNotPlayed, deathRows } from './death.ts'
import { otherNotPlayed, otherRows } from './others.ts'
import type { NotPlayed, Row } from './row.ts'
import { serverNotPlayed, serverRows } from './servers.ts'
import { storeNotPlayed, storeRows } from './store.ts'
import { taskNotPlayed, taskRows } from './task.ts'
import { timeNotPlayed, timeRows } from './time.ts'
import { replicaRows } from './replica.ts'
import { tokenRows } from './token.ts'
import { wireNotPlayed, wireRows } from './wire.ts'

/** The table of faults: every row that is played. */
export const rows: readonly Row[] = [
  ...browserRows,
  ...deathRows,
  ...wireRows,
  ...tokenRows,
  ...taskRows,
  ...replicaRows,
  ...serverRows,
  ...storeRows,
  ...timeRows,
  ...otherRows,
]
/** And those that are not. */
export const notPlayed: readonly NotPlayed[] = [
  ...browserNotPlayed,
  ...deathNotPlayed,
  ...wireNotPlayed,
  ...taskNotPlayed,
  ...serverNotPlayed,
  ...storeNotPlayed,
  ...timeNotPlayed,
  ...otherNotPlayed,
]
