'use client'
import { useEffect, useRef, useState } from 'react'
import { copyText } from './copy-text.ts'
import { announce } from './live-region.tsx'

const shownMs = 2000

/**
 * Copies a text and says so: to screen readers in `words`, which are given because a table of a thousand buttons makes them once, and by
 * what came of it, which is there for two seconds.
 */
export function useCopied(words: { copied: string; copyFailed: string }) {
  const [result, setResult] = useState<'copied' | 'failed'>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const copy = async (text: string) => {
    const done = await copyText(text)
    announce(done ? words.copied : words.copyFailed)
    setResult(done ? 'copied' : 'failed')
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setResult(undefined), shownMs)
  }
  return { result, copy: (text: string) => void copy(text) }
}
