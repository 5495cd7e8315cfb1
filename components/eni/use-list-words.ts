'use client'
import { startTransition, useCallback, useEffect, useRef, useState } from 'react'

/** What was typed, and what the URL may say meanwhile: what it said when that was typed, and what it was given since. */
type Typed = { text: string; urls: readonly string[] }

const pauseMs = 200

/** Not by the router's own way, which takes a moment: a link that is pressed in that moment would be called off. */
const putIntoUrl = (words: string): void => {
  const url = new URL(window.location.href)
  if ((url.searchParams.get('q') ?? '') === words) return
  // Other rows begin with their first page.
  url.searchParams.delete('page')
  if (words === '') url.searchParams.delete('q')
  else url.searchParams.set('q', words)
  window.history.replaceState(null, '', url)
}

/**
 * The words that the list is searched for: as typed, until the URL says something else (Back, a link, Clear). The URL follows when the
 * typing rests, because every change of it draws the whole page again. `inUrl` is what it says now.
 */
export function useListWords(inUrl: string) {
  const [typed, setTyped] = useState<Typed>({ text: inUrl, urls: [inUrl] })
  const at = typed.urls.indexOf(inUrl)
  // The URL has followed; what it said before is from now on something else.
  if (at > 0) setTyped((now) => ({ ...now, urls: now.urls.slice(at) }))
  const words = at < 0 ? inUrl : typed.text
  const waiting = useRef<{ text: string; timer: number }>(undefined)

  /** Puts what was typed into the URL now, where it has to be before the page is left. Gives the words. */
  const settle = useCallback((): string => {
    const text = waiting.current?.text
    clearTimeout(waiting.current?.timer)
    waiting.current = undefined
    if (text !== undefined)
      startTransition(() => {
        setTyped((now) => ({ ...now, urls: [...now.urls, text] }))
        putIntoUrl(text)
      })
    return new URLSearchParams(window.location.search).get('q') ?? ''
  }, [])
  /** Forgets what was typed: the URL is about to say something else. */
  const drop = useCallback(() => {
    clearTimeout(waiting.current?.timer)
    waiting.current = undefined
    setTyped({ text: '', urls: [] })
  }, [])
  const type = (text: string) => {
    clearTimeout(waiting.current?.timer)
    waiting.current = { text, timer: window.setTimeout(settle, pauseMs) }
    setTyped((now) => ({ text, urls: at < 0 ? [inUrl] : now.urls }))
  }
  useEffect(() => {
    window.addEventListener('popstate', drop)
    return () => {
      window.removeEventListener('popstate', drop)
      clearTimeout(waiting.current?.timer)
      waiting.current = undefined
    }
  }, [drop])
  return { words, type, settle, drop }
}
