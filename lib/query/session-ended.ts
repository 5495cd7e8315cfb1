/** Whether the page asks for a sign-in: not at all, now, or not before something else needs it. */
export type SignInCall = 'none' | 'asked' | 'later'

let call: SignInCall = 'none'
const listeners = new Set<() => void>()
const set = (value: SignInCall) => {
  if (call === value) return
  call = value
  for (const listener of listeners) listener()
}

/** An answer said that nobody is signed in any more: the page asks for a sign-in and keeps what is on it. Said again, it is no news. */
export const noteSessionEnded = (): void => {
  if (call === 'none') set('asked')
}
/** A person wants to sign in, or has just done something that was refused for it: they are asked again, also if they have put it off. */
export const askForSignIn = (): void => set('asked')
export const putSignInOff = (): void => set('later')
export const noteSignedIn = (): void => set('none')
export const signInCall = (): SignInCall => call
/** Calls `listener` at every change. Returns how to stop that. */
export const onSignInCall = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
