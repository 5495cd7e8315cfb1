'use client'
import { useState } from 'react'
import * as z from 'zod/mini'
import { useDraft } from '#components/form/use-draft.ts'
import type { Eni } from '#lib/schema/eni.ts'

const noteForm = z.object({ note: z.string(), reason: z.string(), sendDespiteOtherSystem: z.boolean() })
export type NoteForm = z.infer<typeof noteForm>

/**
 * What the dialog holds: the note as it is now, until somebody types. What was typed earlier and not saved may be older than the
 * note, so it is offered beside it (`unsent`); only a request without its answer stands there as it was sent.
 */
export function useNoteForm({ account, region, eniId }: Eni, ip: string, before: string) {
  const memory = useDraft<NoteForm>({ verb: 'note', where: `${account}/${region}/${eniId}/${ip}`, form: noteForm })
  const [kept, setKept] = useState(memory.draft.form)
  const [typed, setTyped] = useState<NoteForm>()
  const sent = memory.draft.unanswered === undefined ? undefined : memory.draft.form
  const form = typed ?? sent ?? { note: before, reason: kept?.reason ?? '', sendDespiteOtherSystem: false }
  const set = (next: Partial<NoteForm>) => {
    setTyped({ ...form, ...next })
    memory.save({ form: { ...form, ...next } })
  }
  const unsent = sent === undefined && kept !== undefined && kept.note.trim() !== before.trim() ? kept.note.trim() : undefined
  return {
    memory,
    form,
    set,
    unsent,
    takeUnsent: () => {
      if (unsent !== undefined) set({ note: unsent })
      setKept(undefined)
    },
    dropUnsent: () => {
      if (typed === undefined) memory.discard()
      setKept(undefined)
    },
  }
}
