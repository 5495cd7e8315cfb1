let ended = false
const listeners = new Set<() => void>()
const set = (value: boolean) => {
  if (ended === value) return
  ended = value
  for (const listener of listeners) listener()
}

/** An answer said that nobody is signed in any more: the page asks for a sign-in and keeps what is on it. */
export const noteSessionEnded = (): void => set(true)
export const noteSignedIn = (): void => set(false)
export const isSessionEnded = (): boolean => ended
/** Calls `listener` at every change. Returns how to stop that. */
export const onSessionEnded = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
