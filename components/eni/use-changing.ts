'use client'
import { useQuery } from '@tanstack/react-query'
import { operationQuery } from '#lib/query/operation.ts'
import type { EniDetail } from '#lib/schema/eni.ts'
import { isEnded } from '#lib/schema/operation.ts'

/** What our own open operation is doing with an address: the cloud's own state of it comes later, and on API v2 not at all. */
export type Changing = { state: 'deleting' | 'migrating' } | { state: 'unconfirmed' }

/** By address. */
export function useChanging({ openOperationId, eni }: Pick<EniDetail, 'openOperationId' | 'eni'>): ReadonlyMap<string, Changing> {
  const { data } = useQuery({ ...operationQuery(openOperationId ?? ''), enabled: openOperationId !== undefined })
  const changing = new Map<string, Changing>()
  if (data === undefined || openOperationId === undefined || isEnded(data.state)) return changing
  if ((data.kind !== 'release' && data.kind !== 'move') || data.eniId !== eni.eniId) return changing
  for (const { ip, outcome } of data.addresses) {
    if (outcome === 'pending') changing.set(ip, { state: data.kind === 'release' ? 'deleting' : 'migrating' })
    if (outcome === 'unknown') changing.set(ip, { state: 'unconfirmed' })
  }
  return changing
}
