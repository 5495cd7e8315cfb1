import type { Kysely } from 'kysely'
import { formatIpv4 } from '#lib/ip/ipv4.ts'
import { addressChange, changingOutcomes, movingKinds, type AddressPast } from '#lib/schema/address-past.ts'
import { operationStates } from '#lib/schema/operation.ts'
import { auditNames } from '#lib/server/audit/names.ts'
import type { Db } from '#lib/server/db/database.ts'
import type { Tables } from '#lib/server/db/schema.ts'
import { snapshot } from '#lib/server/db/transact.ts'
import { eipOf } from './loaded.ts'

/** So many of each address and VPC: far more than a screen shows. */
const changesMax = 20

/**
 * Found by the address: it takes as long as there are operations that name one, however many others there are. Nothing is asked of the
 * account here: SQLite would rather look through all that an account has.
 */
export function latestChanges(k: Kysely<Tables>, ips: readonly number[]) {
  const all = k
    .selectFrom('operation_address as address')
    .innerJoin('operation', 'operation.id', 'address.operation_id')
    .select(['operation.id', 'kind', 'state', 'unconfirmed', 'account', 'region', 'vpc_id', 'eni_id', 'to_eni_id', 'actor'])
    .select(['operation.seq', 'created_at', 'ended_at', 'address.ip', 'address.outcome', 'eip_id', 'eip_public_ip'])
    // In the order in which they were accepted: a clock may be set back.
    .select((eb) =>
      eb.fn
        .agg('row_number')
        .over((over) => over.partitionBy(['address.ip', 'account', 'region', 'vpc_id']).orderBy('operation.seq', 'desc'))
        .as('nth'),
    )
    .where('address.ip', 'in', ips)
    .where('address.outcome', 'in', changingOutcomes)
    .where('kind', 'in', movingKinds)
  return k.selectFrom(all.as('one')).selectAll().where('nth', '<=', changesMax).orderBy('seq', 'desc')
}

/** The addresses that these were bound to as EIPs when an operation released or moved them. */
const boundTo = async (k: Kysely<Tables>, publicIps: readonly string[]): Promise<number[]> => {
  const rows = await k.selectFrom('operation_address').select('ip').distinct().where('eip_public_ip', 'in', publicIps).execute()
  return rows.map(({ ip }) => ip)
}

/**
 * What our operations did with these addresses, VPC by VPC, the latest first. Of one that was an EIP: with the addresses that it was on.
 */
export async function addressPasts(db: Db, ips: readonly number[], accounts: 'all' | readonly string[]): Promise<AddressPast[]> {
  if (ips.length === 0) return []
  const publicIps = ips.map(formatIpv4)
  const rows = await snapshot(db, async (k) => {
    const bound = await boundTo(k, publicIps)
    const changes = await latestChanges(k, [...new Set([...ips, ...bound])]).execute()
    const latest = changes.filter(({ account }) => accounts === 'all' || accounts.includes(account))
    const names = await auditNames(
      k,
      latest.map(({ actor }) => ({ actor, target: null })),
    )
    return latest.map((row) => ({ ...row, actor: names.get(row.actor) ?? row.actor }))
  })
  const places = Map.groupBy(rows, ({ ip, account, region, vpc_id }) => JSON.stringify([ip, account, region, vpc_id]))
  return [...places.values()].flatMap((changes) => {
    const [first] = changes
    // The same address is in other VPCs too.
    const isAsked =
      first !== undefined && (ips.includes(first.ip) || changes.some(({ eip_public_ip: eip }) => publicIps.includes(eip ?? '')))
    if (!isAsked) return []
    const { ip, account, region, vpc_id: vpcId } = first
    return { account, region, vpcId, ip: formatIpv4(ip), changes: changes.map(toChange) }
  })
}

type Row = {
  id: string
  kind: string
  state: string
  unconfirmed: number
  outcome: string
  actor: string
  created_at: number
  ended_at: number | null
  eni_id: string
  to_eni_id: string | null
  eip_id: string | null
  eip_public_ip: string | null
}

const toChange = (row: Row) =>
  addressChange.parse({
    operationId: row.id,
    kind: row.kind,
    // A word of a newer version cannot be said in ours; a person has to look.
    state: operationStates.find((state) => state === row.state) ?? 'needs_attention',
    unconfirmed: row.unconfirmed === 1,
    outcome: row.outcome,
    actor: row.actor,
    at: new Date(row.ended_at ?? row.created_at).toISOString(),
    eniId: row.eni_id,
    toEniId: row.to_eni_id ?? undefined,
    eip: eipOf(row),
  })
