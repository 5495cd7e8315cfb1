'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { operationQuery } from '#lib/query/operation.ts'
import type { EniDetail } from '#lib/schema/eni.ts'
import { changingOf, type Changing } from './changing.ts'

const none: ReadonlyMap<string, Changing> = new Map()

/** What the operation that holds the interface does with its addresses, and how the last one ended that was seen to hold it here. */
export function useChanging(detail: EniDetail): ReadonlyMap<string, Changing> {
  const { openOperationId } = detail
  const [seen, setSeen] = useState(openOperationId)
  if (openOperationId !== undefined && openOperationId !== seen) setSeen(openOperationId)
  const { data } = useQuery({ ...operationQuery(seen ?? ''), enabled: seen !== undefined })
  return data === undefined ? none : changingOf(data, detail)
}
