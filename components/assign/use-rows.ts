'use client'
import { useEffect, useRef, useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import { useFieldArray } from 'react-hook-form'
import { useTranslations } from 'use-intl'
import { announce } from '#components/ui/live-region.tsx'
import { blankRow, insertAddresses, withPrimary, type AssignForm, type AssignRow } from './form-model.ts'

export const rowId = (index: number): string => `assign-row-${index + 1}`

/** Changing the rows, with the focus going where the next keystroke belongs. */
export function useRows(form: UseFormReturn<AssignForm>, rows: readonly AssignRow[]) {
  const t = useTranslations('assign.rows')
  const { fields, append, remove, replace } = useFieldArray({ control: form.control, name: 'rows' })
  const inputs = useRef(new Map<number, HTMLInputElement>())
  const pending = useRef<number>(undefined)
  /** The row that is being typed in for the first time: no fault is found with it yet. */
  const [typing, setTyping] = useState<string>()
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())

  useEffect(() => {
    if (pending.current === undefined) return
    const input = inputs.current.get(pending.current)
    // Some other draw may come before the one that has the row.
    if (input === undefined) return
    input.focus()
    pending.current = undefined
  })
  const again = form.formState.isSubmitted ? { shouldValidate: true, shouldDirty: true } : { shouldDirty: true }
  const setRows = (next: AssignRow[], focus?: number) => {
    pending.current = focus
    replace(next.length > 0 ? next : [blankRow()])
    if (form.formState.isSubmitted) void form.trigger()
  }
  return {
    fields,
    isTyping: (id: string) => typing === id && !left.has(id),
    inputRef: (index: number) => (element: HTMLInputElement | null) => {
      if (element) inputs.current.set(index, element)
      else inputs.current.delete(index)
    },
    change: (index: number, ip: string) => form.setValue(`rows.${index}.ip`, ip, again),
    enter: (id: string) => setTyping(id),
    leave: (id: string) => {
      setTyping(undefined)
      setLeft((before) => (before.has(id) ? before : new Set([...before, id])))
    },
    focus: (index: number) => inputs.current.get(index)?.focus(),
    addAndFocus: () => {
      pending.current = rows.length
      append(blankRow(), { shouldFocus: false })
    },
    remove: (index: number) => {
      const ip = rows[index]?.ip.trim() ?? ''
      if (ip !== '') announce(t('removed', { ip }))
      if (rows.length === 1) return setRows([blankRow()], 0)
      pending.current = Math.min(index, rows.length - 2)
      remove(index)
      if (form.formState.isSubmitted) void form.trigger()
    },
    /** `isSource`: the row at `at` holds these very addresses as one text. */
    insert: (at: number, addresses: readonly string[], isSource = false) => {
      const next = insertAddresses(rows, at, addresses, isSource)
      announce(t('added', { count: addresses.length }))
      setRows(
        next,
        next.findLastIndex(({ ip }) => ip === addresses.at(-1)),
      )
    },
    /** What was typed into rows stands there again. */
    restore: (at: number, typed: readonly string[]) => {
      if (typed.length === 0) inputs.current.get(at)?.focus()
      else setRows(insertAddresses(rows, at, typed), at)
    },
    setPrimary: (index: number | undefined) => {
      withPrimary(rows, index).forEach(({ primary }, row) => form.setValue(`rows.${row}.primary`, primary, again))
      form.setValue('sendPrimaryAnyway', false)
    },
  }
}
export type Rows = ReturnType<typeof useRows>
