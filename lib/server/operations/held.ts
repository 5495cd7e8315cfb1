import type { ExpressionBuilder } from 'kysely'
import { formatIpv4, parseIpv4 } from '#lib/ip/ipv4.ts'
import { noteBody } from '#lib/schema/note.ts'
import type { Scope } from '#lib/schema/scope.ts'
import type { Db } from '#lib/server/db/database.ts'
import type { Tables } from '#lib/server/db/schema.ts'
import { reading, transact, type Tx } from '#lib/server/db/transact.ts'
import { endedStates } from '#lib/schema/operation.ts'
import { givenUp } from './attempts.ts'
import type { Lately } from './lately.ts'

/** What our own operations keep from others in one VPC. `until` is set once the operation has ended: ISO 8601. */
export type Held = { locks: Map<string, string>; claims: Map<string, { operationId: string; until?: string }> }

export async function heldIn(db: Db, scope: Scope, vpcId: string, cloudNow: number): Promise<Held> {
  const [locks, claims] = await reading(
    db,
    async (k) =>
      [
        await k
          .selectFrom('eni_lock')
          .selectAll()
          .where('account', '=', scope.account)
          .where('region', '=', scope.region)
          .where('vpc_id', '=', vpcId)
          .execute(),
        await k
          .selectFrom('ip_claim')
          .selectAll()
          .where('account', '=', scope.account)
          .where('region', '=', scope.region)
          .where('vpc_id', '=', vpcId)
          .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>', cloudNow)]))
          .execute(),
      ] as const,
  )
  return {
    locks: new Map(locks.map((lock) => [lock.eni_id, lock.operation_id])),
    claims: new Map(
      claims.map((claim) => [
        formatIpv4(claim.ip),
        { operationId: claim.operation_id, ...(claim.until === null ? {} : { until: new Date(claim.until).toISOString() }) },
      ]),
    ),
  }
}

/** The ENI on which addresses appear by this operation, if any do. */
export const placesOn = (operation: { kind: string; eni_id: string; to_eni_id: string | null }): string | undefined =>
  operation.kind === 'assign' ? operation.eni_id : operation.kind === 'move' ? (operation.to_eni_id ?? undefined) : undefined

/** A later operation of ours took the address away from the ENI again: whoever gets it next, it is not the one who placed it. */
const takenSince = (eb: ExpressionBuilder<Tables, 'operation' | 'operation_address'>, eniId: string) =>
  eb
    .selectFrom('operation as taker')
    .innerJoin('operation_address as taken', 'taken.operation_id', 'taker.id')
    .select('taker.id')
    .whereRef('taken.ip', '=', 'operation_address.ip')
    .whereRef('taker.account', '=', 'operation.account')
    .whereRef('taker.region', '=', 'operation.region')
    .whereRef('taker.seq', '>', 'operation.seq')
    .where('taker.eni_id', '=', eniId)
    .where('taker.kind', 'in', ['release', 'move'])
    .where('taken.outcome', 'in', ['done', 'already_there'])

/**
 * Addresses that other operations place on the same ENI and that so can never be this one's: named by a younger operation,
 * or placed so lately that a stale read may not show them yet, or such that a late copy of its request could place since then,
 * however it ended. Older ones are judged by the read alone: somebody may have released them since, and the cloud may give
 * them out again.
 */
export async function namedByOthers(
  from: Db['kysely'] | Tx,
  operation: { id: string; account: string; region: string; eni_id: string; seq: number },
  since: Lately,
): Promise<string[]> {
  const rows = await from
    .selectFrom('operation_address')
    .innerJoin('operation', 'operation.id', 'operation_address.operation_id')
    .select('operation_address.ip')
    .distinct()
    .where('operation.account', '=', operation.account)
    .where('operation.region', '=', operation.region)
    .where((eb) =>
      eb.or([
        eb.and([eb('operation.kind', '=', 'assign'), eb('operation.eni_id', '=', operation.eni_id)]),
        eb.and([eb('operation.kind', '=', 'move'), eb('operation.to_eni_id', '=', operation.eni_id)]),
      ]),
    )
    .where('operation.id', '!=', operation.id)
    .where((eb) =>
      eb.or([
        eb.and([
          eb('operation_address.outcome', '!=', 'failed'),
          eb.not(eb.exists(takenSince(eb, operation.eni_id))),
          eb.or([
            eb('operation.ended_at', 'is', null),
            eb('operation.ended_at', '>=', since.ended),
            eb('operation.seq', '>', operation.seq),
          ]),
        ]),
        // Not the claims, which go when they are over: what came shortly before that may be seen later.
        eb.exists(
          eb
            .selectFrom('operation_attempt')
            .select('operation_attempt.k')
            .whereRef('operation_attempt.operation_id', '=', 'operation.id')
            .whereRef('operation_attempt.step_n', '=', 'operation_address.step_n')
            .where('operation_attempt.dead_at', '>', since.dead)
            .where((attempt) =>
              attempt.or([
                attempt('operation_attempt.outcome', 'is', null),
                attempt('operation_attempt.outcome', '=', 'unknown'),
                attempt.and([attempt('operation_attempt.outcome', '=', 'accepted'), attempt('operation_address.cause', 'in', givenUp)]),
              ]),
            ),
        ),
      ]),
    )
    .execute()
  return rows.map((row) => formatIpv4(row.ip))
}

/** What the newest of our other operations made of an address: on which ENI it placed it (null: it took it away), which note it wrote. */
export type LastWord = { on?: string | null | undefined; note?: string | undefined }

/** By address: of these, or of all that came to an ENI or left it. Only what was done since `since`, epoch milliseconds. */
export async function lastWords(
  from: Db['kysely'] | Tx,
  operation: { id: string; account: string; region: string; vpc_id: string },
  about: readonly string[] | { eniId: string },
  since: number,
): Promise<Map<string, LastWord>> {
  // The cloud may name what is no IPv4 address, which the journal cannot hold; and PostgreSQL takes no empty list.
  const numbers = 'eniId' in about ? undefined : about.flatMap((ip) => parseIpv4(ip) ?? [])
  if (numbers?.length === 0) return new Map()
  const rows = await from
    .selectFrom('operation_address')
    .innerJoin('operation', 'operation.id', 'operation_address.operation_id')
    .select(['operation_address.ip', 'operation.kind', 'operation.eni_id', 'operation.to_eni_id', 'operation.body'])
    .where('operation.account', '=', operation.account)
    .where('operation.region', '=', operation.region)
    .where('operation.vpc_id', '=', operation.vpc_id)
    .where('operation.id', '!=', operation.id)
    .where((eb) =>
      'eniId' in about
        ? eb.or([eb('operation.eni_id', '=', about.eniId), eb('operation.to_eni_id', '=', about.eniId)])
        : eb('operation_address.ip', 'in', numbers ?? []),
    )
    .where('operation_address.outcome', '=', 'done')
    // One that waits for a person, its ENI given free, may have done it days ago.
    .where((eb) =>
      eb.or([
        eb('operation.ended_at', '>=', since),
        eb.exists(eb.selectFrom('eni_lock').select('eni_lock.eni_id').whereRef('eni_lock.operation_id', '=', 'operation.id')),
      ]),
    )
    .orderBy('operation.seq')
    .execute()
  const words = new Map<string, LastWord>()
  for (const row of rows) {
    const ip = formatIpv4(row.ip)
    if (row.kind === 'note') words.set(ip, { ...words.get(ip), note: noteBody.parse(JSON.parse(row.body)).note })
    else words.set(ip, { on: placesOn(row) ?? null })
  }
  return words
}

/** Addresses that operations of ours took away from the same ENI since this one was asked for. */
export async function takenByOthers(
  from: Db['kysely'] | Tx,
  operation: { id: string; account: string; region: string; eni_id: string; seq: number },
): Promise<string[]> {
  const rows = await from
    .selectFrom('operation_address')
    .innerJoin('operation', 'operation.id', 'operation_address.operation_id')
    .select('operation_address.ip')
    .distinct()
    .where('operation.account', '=', operation.account)
    .where('operation.region', '=', operation.region)
    .where('operation.eni_id', '=', operation.eni_id)
    .where('operation.kind', 'in', ['release', 'move'])
    .where('operation.id', '!=', operation.id)
    .where('operation.seq', '>', operation.seq)
    .where('operation_address.outcome', 'in', ['done', 'already_there'])
    .execute()
  return rows.map((row) => formatIpv4(row.ip))
}

/** Drops keys older than `keptMs` whose operation has ended, and claims that are over. Returns how many rows went. */
export async function purge(db: Db, by: { now: number; cloudNow: (account: string) => number; keptMs: number }): Promise<number> {
  return transact(db, async (tx) => {
    const keys = await tx
      .deleteFrom('idempotency_key')
      .where('created_at', '<', by.now - by.keptMs)
      .where('operation_id', 'in', (eb) => eb.selectFrom('operation').select('id').where('state', 'in', endedStates))
      .executeTakeFirst()
    let gone = Number(keys.numDeletedRows)
    for (const { account } of await tx.selectFrom('ip_claim').select('account').distinct().execute()) {
      const over = tx.deleteFrom('ip_claim').where('account', '=', account).where('until', '<=', by.cloudNow(account))
      gone += Number((await over.executeTakeFirst()).numDeletedRows)
    }
    return gone
  })
}
