'use client'
import { Check } from 'lucide-react'
import { createContext, useContext } from 'react'
import { cx } from '#components/ui/class-names.ts'
import { useCopied } from '#components/ui/use-copied.ts'

/** The words of a row's buttons, made once for the table: a translator for each of a thousand buttons is felt when scrolling. */
export type RowWords = { copy: (value: string) => string; copied: string; copyFailed: string }
export const RowWordsContext = createContext<RowWords>({ copy: (value) => value, copied: '', copyFailed: '' })

/**
 * The copy button of a table row: like CopyButton, but light, and no Tab stop of its own, because the table is one (its row copies
 * with `c`). `quiet` shows only on the row that is pointed at, and always on touch.
 */
export const RowCopy = ({ value, quiet = false }: { value: string; quiet?: boolean }) => {
  const words = useContext(RowWordsContext)
  const { result, copy } = useCopied(words)
  return (
    <button
      type="button"
      tabIndex={-1}
      data-copy
      aria-label={words.copy(value)}
      onClick={(event) => {
        event.stopPropagation()
        copy(value)
      }}
      className={cx(
        'inline-flex size-6 flex-none items-center justify-center rounded-md text-tertiary hover:bg-active hover:text-primary coarse:size-8',
        result !== 'copied' && 'copy-icon',
        quiet && 'opacity-0 group-hover/row:opacity-100 group-focus/row:opacity-100 group-focus-within/row:opacity-100 coarse:opacity-100',
      )}
    >
      {result === 'copied' && <Check className="size-3.5 text-success-icon" />}
    </button>
  )
}
