'use client'

/** Absent in browsers from before 2026, whatever the types say. */
const api = (): Navigation | undefined => (typeof window !== 'undefined' && 'navigation' in window ? window.navigation : undefined)

/**
 * The place in the tab's history that is shown now: the same again after Back, another one after every press of a link.
 * Undefined where the browser does not tell.
 */
export const historyEntry = (): string | undefined => api()?.currentEntry?.key

/** The page of ours that Back would show, or undefined if there is none: a link from outside, a new tab. */
export const pageBehind = (): URL | undefined => {
  const navigation = api()
  const at = navigation?.currentEntry?.index
  // Only entries of our own origin are told; one whose address is kept secret has none.
  const url = at === undefined || at < 1 ? null : navigation?.entries()[at - 1]?.url
  return url === undefined || url === null ? undefined : new URL(url)
}

/**
 * Holds the next press of Back or Forward within the app and calls `ask` with what goes on with it after all. Such a press is held by
 * the browser's own rules: only after the page was used, and not a second time in a row, so that nobody is locked in. Our own calls
 * of the history pass. Returns its end; where the browser cannot hold a press, nothing is held.
 */
export function holdTraversal(ask: (goOn: () => void) => void): () => void {
  const navigation = api()
  if (navigation === undefined) return () => undefined
  const hold = (event: NavigateEvent) => {
    if (event.navigationType !== 'traverse' || !event.userInitiated || !event.cancelable) return
    event.preventDefault()
    const { key } = event.destination
    ask(() => {
      const { committed, finished } = navigation.traverseTo(key)
      // Another press may come between: then that one is what was wanted.
      for (const step of [committed, finished]) step?.catch(() => undefined)
    })
  }
  navigation.addEventListener('navigate', hold)
  return () => navigation.removeEventListener('navigate', hold)
}
