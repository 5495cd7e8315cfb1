'use client'

const waitMs = 5000

/**
 * Puts the focus on an operation in the list of its interface: where it is now, and where its end will be read. The list may have to
 * ask for it first, and the form it came from may still be closing; whoever presses a key or the pointer meanwhile goes elsewhere.
 */
export const focusOperation = (id: string): void => {
  const given = new AbortController()
  const find = () => {
    if (document.querySelector('[data-modal]') !== null) return
    const link = document.querySelector<HTMLElement>(`[data-operation="${CSS.escape(id)}"] a`)
    if (link === null) return
    given.abort()
    // After the closing sheet has given the focus back to what had opened it.
    requestAnimationFrame(() => link.focus())
  }
  const observer = new MutationObserver(find)
  const timer = setTimeout(() => given.abort(), waitMs)
  given.signal.addEventListener('abort', () => {
    observer.disconnect()
    clearTimeout(timer)
  })
  observer.observe(document.body, { childList: true, subtree: true })
  for (const press of ['keydown', 'pointerdown'] as const) document.addEventListener(press, () => given.abort(), { signal: given.signal })
  find()
}
