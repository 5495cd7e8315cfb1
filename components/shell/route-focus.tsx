'use client'
import { usePathname } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { focusPageSearch, takePageSearchWish } from './page-search.ts'

const waitMs = 3000
const modalOpen = () => document.querySelector('[data-modal]') !== null
/** A page that puts the focus where its work begins (a search box, the row it was left at) keeps it there. */
const focusedByPage = () => document.querySelector('main')?.querySelector(':focus') !== null

/**
 * After a change of page the focus goes to its heading, without scrolling, so that keyboards and screen readers start there; the
 * framework announces the title. Not on the first load, not when a panel has opened over the same page, not when the page has
 * focused something itself.
 */
export const RouteFocus = () => {
  const pathname = usePathname()
  const shown = useRef<string>(undefined)
  const heading = useRef<Element>(null)
  useEffect(() => {
    const arrived = shown.current !== undefined && shown.current !== pathname
    shown.current = pathname
    const settle = (): boolean => {
      const h1 = document.querySelector<HTMLElement>('main h1')
      if (h1 === null) return false
      const same = h1 === heading.current
      heading.current = h1
      if (!arrived || same || modalOpen() || focusedByPage()) return true
      if (takePageSearchWish() && focusPageSearch()) return true
      h1.tabIndex = -1
      h1.focus({ preventScroll: true })
      return true
    }
    if (settle()) return
    const observer = new MutationObserver(() => settle() && observer.disconnect())
    observer.observe(document.body, { childList: true, subtree: true })
    const timer = setTimeout(() => observer.disconnect(), waitMs)
    return () => {
      clearTimeout(timer)
      observer.disconnect()
    }
  }, [pathname])
  return null
}
