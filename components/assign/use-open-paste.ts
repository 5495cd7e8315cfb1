'use client'
import { useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import type { AssignForm, OpenPaste } from './form-model.ts'
import type { Rows } from './use-rows.ts'

/** The box for a list that waits to become rows. Its text is the form's, so that it is kept and asked about like the rest. */
export function useOpenPaste(form: UseFormReturn<AssignForm>, { paste, rows: { length } }: AssignForm, rows: Rows) {
  /** Opened by a press or a key just now, and not found open: only then it takes the focus. */
  const [opened, setOpened] = useState(false)
  const set = (next: OpenPaste | undefined) => form.setValue('paste', next, { shouldValidate: form.formState.isSubmitted })
  const close = () => {
    set(undefined)
    setOpened(false)
    return Math.min(paste?.at ?? 0, length - 1)
  }
  return {
    paste,
    opened,
    /** `isTyped`: the text stands in the row `at`, and goes from there into the box. */
    open: (at: number, text: string, isTyped: boolean) => {
      if (isTyped) rows.change(at, '')
      const typed = isTyped ? [text] : []
      if (paste === undefined) {
        setOpened(true)
        set({ at, text, typed })
      } else set({ at: paste.at, text: [paste.text.trimEnd(), text].filter(Boolean).join('\n'), typed: [...paste.typed, ...typed] })
    },
    setText: (text: string) => paste && set({ ...paste, text }),
    /** What was typed into rows stands there again. */
    cancel: () => rows.restore(close(), paste?.typed ?? []),
    add: (addresses: readonly string[]) => rows.insert(close(), addresses),
  }
}
