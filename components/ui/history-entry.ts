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
