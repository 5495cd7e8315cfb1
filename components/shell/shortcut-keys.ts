export type ShortcutAction = 'search' | 'openSearch' | 'home' | 'enis' | 'operations' | 'audit' | 'accounts' | 'help'
export type KeyPress = {
  key: string
  ctrl: boolean
  alt: boolean
  composing: boolean
  inField: boolean
  modal: boolean
  singleKeys: boolean
}

const afterG: Record<string, ShortcutAction> = { h: 'home', n: 'enis', o: 'operations', a: 'audit', s: 'accounts' }

/**
 * What a key press means. `prefix` says that the key before was `g`. Ctrl/⌘ K always works; single keys only outside fields,
 * menus and dialogs, never during an input method's composition, and not when they are switched off (WCAG 2.1.4).
 */
export const shortcutOf = (press: KeyPress, prefix: boolean): { action?: ShortcutAction; prefix: boolean } => {
  const key = press.key.toLowerCase()
  if (press.composing || press.alt) return { prefix: false }
  if (press.ctrl) return key === 'k' && !press.modal ? { action: 'openSearch', prefix: false } : { prefix: false }
  if (!press.singleKeys || press.inField || press.modal) return { prefix: false }
  const going = prefix ? afterG[key] : undefined
  if (going !== undefined) return { action: going, prefix: false }
  if (key === 'g') return { prefix: true }
  if (press.key === '/') return { action: 'search', prefix: false }
  return press.key === '?' ? { action: 'help', prefix: false } : { prefix: false }
}
