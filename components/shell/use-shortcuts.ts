'use client'
import { useRouter } from 'next/navigation'
import { useRef } from 'react'
import { useKeyDown } from '#components/ui/use-key-down.ts'
import { paths } from '#lib/paths.ts'
import { focusPageSearch, wantPageSearch } from './page-search.ts'
import { shortcutsOn } from './preference-actions.ts'
import { shortcutOf } from './shortcut-keys.ts'

const prefixMs = 1200

/** Listens for the global shortcuts; returns the way to the search box, which the top bar offers as a button too. */
export const useShortcuts = (onHelp: () => void): { openSearch: () => void } => {
  const router = useRouter()
  const prefixAt = useRef(-Infinity)
  const openSearch = () => {
    if (window.location.pathname === paths.home() && focusPageSearch()) return
    wantPageSearch()
    router.push(paths.home())
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return
    const target = event.target instanceof HTMLElement ? event.target : undefined
    const result = shortcutOf(
      {
        key: event.key,
        ctrl: event.ctrlKey || event.metaKey,
        alt: event.altKey,
        // 229: older input methods do not set isComposing on their first key.
        composing: event.isComposing || event.keyCode === 229,
        inField: target?.isContentEditable === true || target?.matches('input, textarea, select') === true,
        modal: document.querySelector('[data-modal], [role="menu"], [role="listbox"]') !== null,
        singleKeys: shortcutsOn(),
      },
      performance.now() - prefixAt.current < prefixMs,
    )
    prefixAt.current = result.prefix ? performance.now() : -Infinity
    if (result.action === undefined) return
    event.preventDefault()
    if (result.action === 'help') onHelp()
    else if (result.action === 'openSearch') openSearch()
    else if (result.action === 'search') {
      if (!focusPageSearch()) openSearch()
    } else router.push(paths[result.action]())
  }
  // The letter after g is ours before it is anybody's on the page: `g a` must not begin an assign.
  const onSecondKey = (event: KeyboardEvent) => {
    if (performance.now() - prefixAt.current >= prefixMs) return
    onKeyDown(event)
    if (event.defaultPrevented) event.stopPropagation()
  }
  useKeyDown(onSecondKey, { capture: true })
  useKeyDown(onKeyDown)
  return { openSearch }
}
