/** In a page that is being left, requests that are on their way fail together: one moment of that is no news. */
const patienceMs = 500

let missedSince: number | undefined
let unreachable = false
const listeners = new Set<() => void>()
const set = (value: boolean) => {
  if (unreachable === value) return
  unreachable = value
  for (const listener of listeners) listener()
}

/** The server answered, whatever it said. */
export const noteAnswer = (): void => {
  missedSince = undefined
  set(false)
}
/** A request of ours had no answer. From the second in a row on the server counts as out of reach. `now` in epoch milliseconds. */
export const noteNoAnswer = (now = Date.now()): void => {
  missedSince ??= now
  if (now - missedSince >= patienceMs) set(true)
}
/** Judged by our own requests, not by the browser's word: a laptop without a network still reaches the server on itself. */
export const isUnreachable = (): boolean => unreachable
/** Calls `listener` at every change. Returns how to stop that. */
export const onReach = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
