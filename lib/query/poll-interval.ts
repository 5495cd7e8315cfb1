import { pollAfter } from './interval.ts'

/**
 * How long to wait before the next look at a running operation, milliseconds. Most end within seconds, so the first looks
 * are close together; one that takes minutes costs next to nothing. `looks` = answers so far, `failures` = failed looks in
 * a row. The steps are those of docs/api.md: 300 ms for 3 s, 1 s to 15 s, 2 s to 30 s, 5 s to 2 min, 15 s to 10 min, 60 s.
 */
export const pollIntervalMs = (looks: number, failures = 0): number => (failures > 0 ? pollAfter(1_000, failures) : calmMs(looks))

function calmMs(looks: number): number {
  if (looks <= 10) return 300
  if (looks <= 22) return 1_000
  if (looks <= 30) return 2_000
  if (looks <= 48) return 5_000
  if (looks <= 80) return 15_000
  return 60_000
}

const touchedAt = new Map<string, number>()
/** A person has just done something to this operation: from then on looks are frequent again. `looks`: so many there were. */
export const noteTouched = (id: string, looks: number): void => void touchedAt.set(id, looks)
export function looksSinceTouched(id: string, looks: number): number {
  const touched = touchedAt.get(id) ?? 0
  if (looks >= touched) return looks - touched
  // It was forgotten meanwhile, and is looked at from the beginning.
  touchedAt.delete(id)
  return looks
}

/** A list is looked at every 2 s while something in it moves, else every 30 s. */
export const listIntervalMs = (states: readonly string[], failures = 0): number =>
  pollAfter(states.some((state) => state === 'queued' || state === 'running') ? 2_000 : 30_000, failures)
