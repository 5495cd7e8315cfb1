import type { EniDetail } from '#lib/schema/eni.ts'
import { isEnded, type Operation } from '#lib/schema/operation.ts'

/**
 * What our own operation is doing with an address: the cloud's own state of it comes later, and on API v2 not at all. `failed` has the
 * operation that says why.
 */
export type Changing = { state: 'pending' | 'deleting' | 'migrating' | 'unconfirmed' } | { state: 'failed'; operationId: string }

/**
 * The addresses of an interface that an operation changes: those that go, and those that have been accepted and are not there yet. What it
 * has done is told so until the interface has been read since; what failed to come stays, so that it never goes without a word.
 */
export function changingOf(
  operation: Operation,
  { eni, observedAt }: Pick<EniDetail, 'eni' | 'observedAt'>,
): ReadonlyMap<string, Changing> {
  const { id, kind, eniId, toEniId, endedAt } = operation
  const ended = isEnded(operation.state)
  const isReadSince = endedAt !== undefined && Date.parse(observedAt) >= Date.parse(endedAt)
  const comes = (kind === 'assign' && eniId === eni.eniId) || (kind === 'move' && toEniId === eni.eniId)
  const goes = (kind === 'release' || kind === 'move') && eniId === eni.eniId
  const state = kind === 'assign' ? 'pending' : kind === 'release' ? 'deleting' : 'migrating'
  const here = new Set(eni.privateIps.map(({ ip }) => ip))
  const changing = new Map<string, Changing>()
  for (const { ip, outcome } of operation.addresses) {
    if (here.has(ip) ? !goes : !comes) continue
    if (outcome === 'failed') {
      if (comes) changing.set(ip, { state: 'failed', operationId: id })
    } else if (outcome === 'unknown') {
      if (!ended) changing.set(ip, { state: 'unconfirmed' })
    } else if (ended ? outcome !== 'pending' && !isReadSince : outcome === 'pending' || comes) changing.set(ip, { state })
  }
  return changing
}
