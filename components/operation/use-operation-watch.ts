'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { announce } from '#components/ui/live-region.tsx'
import { refreshAddresses } from '#lib/query/eni.ts'
import { noteOperation } from '#lib/query/operation.ts'
import type { Operation } from '#lib/schema/operation.ts'
import { arrived, askedFor } from './operation-shape.ts'

/** What this tab has said already: an operation that is shown in two places starts and ends once for a screen reader. */
const said = new Set<string>()
const once = (key: string, say: () => void) => {
  if (said.has(key)) return
  said.add(key)
  say()
}
/** The form that asked for it has announced the start itself. */
export const startWasSaid = (id: string): void => void said.add(`${id} start`)

/**
 * Follows an operation that somebody looks at: says its start and its end to screen readers, and nothing in between; when it
 * ends, everything that shows addresses or operations looks again. True once it has ended before the reader's eyes.
 */
export const useOperationWatch = (operation: Operation | undefined): boolean => {
  const t = useTranslations('operation.announce')
  const client = useQueryClient()
  const [endedHere, setEndedHere] = useState(false)
  const before = useRef<{ id: string; state: Operation['state'] }>(undefined)
  useEffect(() => {
    if (operation === undefined) return
    const { id, state, kind, eniId: eni, toEniId: to = '' } = operation
    const last = before.current?.id === id ? before.current.state : undefined
    before.current = { id, state }
    if (last === state) return
    if (state === 'queued' || state === 'running') {
      if (last === undefined) once(`${id} start`, () => announce(t(`${kind}.started`, { count: askedFor(operation), eni, to })))
      return
    }
    // Ended before this page was opened: nothing has happened here. Unless it was asked for here, and was faster than the first look.
    if (last === undefined && (!said.has(`${id} start`) || said.has(`${id} ${state}`))) return
    setEndedHere(true)
    const done = arrived(operation).length
    once(`${id} ${state}`, () => announce(t(`${kind}.${state}`, { count: done, done, total: askedFor(operation), eni, to })))
    void noteOperation(client, operation)
    void refreshAddresses(client)
  }, [operation, client, t])
  return endedHere
}
