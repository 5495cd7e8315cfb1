const waitMs = 5000

/**
 * Puts the focus on the first element that `selector` finds, once it is there and no dialog or sheet is open any more: for what a
 * dialog has changed, when what had opened it may be gone. Whoever presses a key or the pointer meanwhile goes elsewhere.
 */
export const focusAfterDialog = (selector: string): void => {
  const given = new AbortController()
  const find = () => {
    if (document.querySelector('[data-modal]') !== null) return
    const element = document.querySelector<HTMLElement>(selector)
    if (element === null) return
    given.abort()
    // After the closing dialog has given the focus back to what had opened it.
    requestAnimationFrame(() => element.focus())
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
