'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { ApiError } from '#lib/query/api-error.ts'
import { operationQuery } from '#lib/query/operation.ts'
import { useSession } from '#lib/query/use-session.ts'
import { isEnded, type Operation } from '#lib/schema/operation.ts'
import { forgetDraft, loadDraft, newKey, saveDraft, type Draft, type DraftKind } from './draft.ts'

const storage = (): Storage | undefined => {
  try {
    return globalThis.sessionStorage
  } catch {
    return undefined
  }
}

export type DraftMemory<Form> = {
  draft: Draft<Form>
  /** The operation that the form's key already stands for, while it runs. */
  accepted: Operation | undefined
  save: (change: Partial<Draft<Form>>) => void
  /** What was typed is dropped; a key that may have been accepted is kept. */
  discard: () => void
  /** A new key: what is sent next is a new operation. */
  renew: () => void
}

/** The form's memory in this tab. The key is renewed as soon as the operation it stood for has ended. `form` and `reopened` belong at module scope. */
export function useDraft<Form>({ verb, where, form, reopened }: Omit<DraftKind<Form>, 'person'>): DraftMemory<Form> {
  const person = useSession()?.id ?? ''
  const kind = { person, verb, where, form, reopened }
  const [draft, setDraft] = useState<Draft<Form>>(() => loadDraft(storage(), kind))
  const { data, error } = useQuery({ ...operationQuery(draft.operationId ?? ''), enabled: draft.operationId !== undefined })
  const over =
    draft.operationId !== undefined &&
    ((data !== undefined && isEnded(data.state)) || (error instanceof ApiError && error.code === 'not_found'))
  const write = (next: Draft<Form>) => {
    saveDraft(storage(), kind, next)
    setDraft(next)
  }
  useEffect(() => {
    // Written at once: the key must outlive a reload even if nothing else was entered yet.
    saveDraft(storage(), { person, verb, where, form }, draft)
  }, [draft, person, verb, where, form])
  if (over) setDraft({ key: newKey(verb), form: draft.form })
  return {
    draft,
    accepted: draft.operationId === undefined || over ? undefined : data,
    save: (change) => write({ ...draft, ...change }),
    discard: () => {
      if (draft.unanswered === undefined && draft.operationId === undefined) forgetDraft(storage(), kind)
      else write({ ...draft, form: undefined })
    },
    renew: () => write({ key: newKey(verb), form: draft.form }),
  }
}
