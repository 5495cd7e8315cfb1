import type { Api } from '#lib/server/cloud/client.ts'
import type { WorldOptions } from '#faults/world/world.ts'
import type { Stage } from './stage.ts'

/** What is asked for, and over which API. */
export type Mode = 'explicit' | 'count' | 'release' | 'move'
export type Case = { mode: Mode; api: Api }
export const cases: readonly Case[] = (['explicit', 'count', 'release', 'move'] as const).flatMap((mode) => [
  { mode, api: 'v3' as const },
  { mode, api: 'v2' as const },
])
export const caseName = ({ mode, api }: Case): string => `${mode} ${api}`

/** Which end is expected: of one case, of all of one mode, of all of one API, or of all. The most exact one counts; `not played` leaves a case out. */
export type Ends = Partial<Record<`${Mode} ${Api}` | Mode | Api | 'all', string>>

/** One line of the table of faults that is played. */
export type Row = {
  id: string
  name: string
  /** What happens, in words. */
  injected: string
  /** What must be found at the end (stage.ts, `seen`). A case without an end is not played. */
  ends: Ends
  /** Nothing can keep this from happening (docs/faults.md, “What remains”): what the judge says of a case, which it must say and which counts for itself. */
  remains?: Partial<Record<`${Mode} ${Api}`, RegExp>>
  /** Only on SQLite: it is about the file. */
  isOfFile?: true
  world?: Omit<WorldOptions, 'api'>
  play(stage: Stage): Promise<void>
}
/** One that is not, and why. */
export type NotPlayed = { id: string; name: string; why: string }

/** The signs of what was done: addresses placed, given back, moved. */
export const signs: Record<Mode, string> = { explicit: '+', count: '+', release: '−', move: '→' }
const figures: Record<Mode, string> = { explicit: '+2', count: '+2', release: '−2', move: '→1' }

export function endOf(ends: Ends, { mode, api }: Case): string | undefined {
  const own = ends[`${mode} ${api}`] ?? ends[mode]
  if (own !== undefined) return own === 'not played' ? undefined : own
  const common = ends[api] ?? ends.all
  // Said of two addresses placed; a release takes two away, a move takes one elsewhere.
  return common?.replaceAll('+2', figures[mode]).replaceAll('+0', `${signs[mode]}0`)
}
