/**
 * The rows of a list that has changed under somebody's eyes, by their keys: what is shown keeps its place, what comes behind it is shown,
 * and what would come before it, and move it, waits.
 * @param shown the keys as they are shown now
 * @param fresh as they would be by the newest answer
 */
export function steadyRows(shown: readonly string[], fresh: readonly string[]): { keys: string[]; waiting: number } {
  const still = new Set(fresh)
  const known = new Set(shown)
  const kept = shown.filter((key) => still.has(key))
  const end = fresh.findLastIndex((key) => known.has(key))
  return {
    keys: [...kept, ...fresh.slice(end + 1)],
    waiting: fresh.slice(0, Math.max(0, end)).filter((key) => !known.has(key)).length,
  }
}
