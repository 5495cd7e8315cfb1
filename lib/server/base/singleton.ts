/**
 * Things of which the process has exactly one. They hang on globalThis because the same source file can be loaded twice:
 * once by Node for server.ts and once by the framework's bundle for the routes.
 */
const slots = Symbol.for('enidesk.singletons')

type Holder = { [slots]?: Map<string, unknown> }

const map = (): Map<string, unknown> => {
  // The only writer of this symbol is this function, whichever copy of it runs.
  const holder = globalThis as Holder
  return (holder[slots] ??= new Map())
}

/** Sets a singleton once; a second call throws, so that two compositions in one process cannot go unnoticed. */
export const setSingleton = (name: string, value: unknown): void => {
  if (map().has(name)) throw new Error(`${name} is already set in this process`)
  map().set(name, value)
}

/** The value set under this name. Throws when nothing was set: the code runs outside server.ts. */
export const getSingleton = <T>(name: string): T => {
  if (!map().has(name)) throw new Error(`${name} is not set: this code runs only inside the server that server.ts starts`)
  // The caller names the type that the one setter of this name gave.
  return map().get(name) as T
}

/** One that needs nothing of a composition: made by whoever asks first. */
export const sharedSingleton = <T>(name: string, make: () => T): T => {
  if (!map().has(name)) map().set(name, make())
  return getSingleton<T>(name)
}

export const hasSingleton = (name: string): boolean => map().has(name)

/** For tests: forgets a singleton so that the next composition can set it. */
export const clearSingleton = (name: string): void => void map().delete(name)
