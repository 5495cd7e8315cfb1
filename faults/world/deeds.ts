import type { LedgerRow } from '#emulator/ledger.ts'
import type { World } from './world.ts'

/** What the cloud did for one operation, by its ledger. */
export type Deeds = {
  /** Requests that came to the cloud for it, refused ones too, copies of the network included. */
  arrived: number
  /** Addresses that its requests placed, took away or moved, and that were not put back by the task's end; as often as it was done. */
  done: string[]
  /** Of an assign: at most so many of them were on the ENI in one moment. */
  most: number
  /** What it did a second time after somebody had undone the first: `by` which operation of ours; undefined: somebody else. */
  again: { ip: string; by: string | undefined }[]
}

/** `deadMs`: how long after its time a copy of it may come. */
export type Attempt = { operationId: string; nonce: string; timestamp: string; traceId: string; deadMs: number }

/** The book of the cloud beside the journal of the application: whose request did what. */
export async function deedsOf(world: World): Promise<Map<string, Deeds>> {
  const attempts = await attemptsOf(world)
  const deeds = new Map<string, Deeds>()
  const of = (id: string): Deeds => {
    const known = deeds.get(id) ?? { arrived: 0, done: [], most: 0, again: [] }
    deeds.set(id, known)
    return known
  }
  /** By address: the operation that placed it where it is. */
  const placer = new Map<string, string>()
  /** By address: who changed it last. */
  const toucher = new Map<string, string | undefined>()
  const isPlacedBy = (id: string) => [...placer.values()].filter((other) => other === id).length
  for (const { row, kind } of movements(world.cloud.ledger.rows())) {
    const id = row.actor === 'client' ? ownerOf(row, attempts) : undefined
    if (id !== undefined && kind === 'arrival') of(id).arrived += 1
    if (kind === 'effect') {
      const { added = [], removed = [], moved = [] } = row.effect ?? {}
      for (const ip of [...removed, ...moved.map((one) => one.ip)]) placer.delete(ip)
      for (const ip of added) {
        if (id === undefined) placer.delete(ip)
        else placer.set(ip, id)
      }
      const touched = [...added, ...removed, ...moved.map(({ ip }) => ip)]
      if (id !== undefined)
        for (const ip of touched) if (of(id).done.includes(ip) && toucher.get(ip) !== id) of(id).again.push({ ip, by: toucher.get(ip) })
      for (const ip of touched) toucher.set(ip, id)
      if (id === undefined) continue
      of(id).done.push(...touched)
      of(id).most = Math.max(of(id).most, isPlacedBy(id))
    }
    if (kind === 'reverted' && id !== undefined) {
      for (const ip of row.reverted?.ips ?? []) {
        if (placer.get(ip) === id) placer.delete(ip)
        const at = of(id).done.lastIndexOf(ip)
        if (at >= 0) of(id).done.splice(at, 1)
      }
    }
  }
  return deeds
}

type Movement = { at: number; row: LedgerRow; kind: 'arrival' | 'effect' | 'reverted' }

/** What the rows say, in the order in which it happened. */
export function movements(rows: readonly LedgerRow[]): Movement[] {
  const all = rows.flatMap((row): Movement[] => [
    { at: row.at, row, kind: 'arrival' },
    ...(row.effect && row.effectAt !== null ? [{ at: row.effectAt, row, kind: 'effect' as const }] : []),
    ...(row.reverted ? [{ at: row.reverted.at, row, kind: 'reverted' as const }] : []),
  ])
  return all.toSorted((a, b) => a.at - b.at || a.row.id - b.row.id)
}

export async function attemptsOf(world: World): Promise<Attempt[]> {
  const rows = await world.db.kysely.selectFrom('operation_attempt').selectAll().execute()
  return rows.map((row) => ({
    operationId: row.operation_id,
    nonce: row.nonce,
    timestamp: String(row.timestamp_seconds),
    traceId: row.trace_id,
    deadMs: row.dead_at - row.timestamp_seconds * 1000,
  }))
}

/** v3 carries our own id of the attempt, v2 the nonce and the time that were committed with it. */
export const ownerOf = (row: LedgerRow, attempts: readonly Attempt[]): string | undefined =>
  attempts.find((attempt) => isOf(row, attempt))?.operationId

export const isOf = (row: LedgerRow, { traceId, nonce, timestamp }: Attempt): boolean =>
  row.api === 'v3' ? traceId === row.traceId : nonce === row.nonce && timestamp === row.timestamp
