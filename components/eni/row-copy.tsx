'use client'
import { Check, Copy } from 'lucide-react'
import { createContext, useContext, useState, type MouseEvent } from 'react'
import { cx } from '#components/ui/class-names.ts'
import { copyText } from '#components/ui/copy-text.ts'
import { announce } from '#components/ui/live-region.tsx'

/** The words of a row's buttons, made once for the table: a translator for each of a thousand buttons is felt when scrolling. */
export type RowWords = { copy: (value: string) => string; copied: string; copyFailed: string }
export const RowWordsContext = createContext<RowWords>({ copy: (value) => value, copied: '', copyFailed: '' })

const shownMs = 2000

/**
 * The copy button of a table row: like CopyButton, but light, and no Tab stop of its own, because the table is one (its row copies
 * with `c`). `quiet` shows only on the row that is pointed at, and always on touch.
 */
export const RowCopy = ({ value, quiet = false }: { value: string; quiet?: boolean }) => {
  const words = useContext(RowWordsContext)
  const [copied, setCopied] = useState(false)
  const copy = async (event: MouseEvent) => {
    event.stopPropagation()
    const done = await copyText(value)
    announce(done ? words.copied : words.copyFailed)
    setCopied(done)
    setTimeout(() => setCopied(false), shownMs)
  }
  return (
    <button
      type="button"
      tabIndex={-1}
      data-copy
      aria-label={words.copy(value)}
      onClick={(event) => void copy(event)}
      className={cx(
        'inline-flex size-6 flex-none items-center justify-center rounded-md text-tertiary hover:bg-active hover:text-primary coarse:size-8',
        quiet && 'opacity-0 group-hover/row:opacity-100 group-focus/row:opacity-100 group-focus-within/row:opacity-100 coarse:opacity-100',
      )}
    >
      {copied ? <Check className="size-3.5 text-success-icon" /> : <Copy className="size-3.5" />}
    </button>
  )
}
