import 'server-only'
import { parseCidr } from '#lib/ip/cidr.ts'
import { IpSet } from '#lib/ip/ip-set.ts'
import { formatIpv4, parseIpv4 } from '#lib/ip/ipv4.ts'
import { normaliseText } from '#lib/ip/normalise.ts'
import { planAssignSteps } from '#lib/plan/assign-steps.ts'
import { chooseFree } from '#lib/plan/choose.ts'
import type { AssignBody, Preflight, PreflightBody, SuggestionOrder } from '#lib/schema/assign.ts'
import type { ScopeQuery } from '#lib/schema/scope.ts'
import type { CloudClient } from '#lib/server/cloud/client.ts'
import type { Inventory } from '#lib/server/inventory/types.ts'
import { mustFitApi } from './fits-api.ts'
import { addressesOf, gather, type HeldBy, type Known } from './known.ts'

export type PreflightDeps = {
  inventory: Pick<Inventory, 'findEni' | 'usedAddresses'>
  journal: HeldBy
  clouds: readonly CloudClient[]
}

/** How many free addresses are proposed beside an explicit list. */
const suggestionsForExplicit = 5
/** How many more are asked about, in case some are held. */
const spareSuggestions = 10
/** So many fit in one call to the cloud. */
const askedMax = 100

/**
 * What a body would do, as far as is known: a verdict per address, the room left, free addresses to choose from, and the exact
 * requests. Writes nothing and asks the cloud nothing but what the inventory lacks. `random` (0 ≤ n < 1) spreads addresses.
 */
export const preflightAssign = async (
  deps: PreflightDeps,
  eniId: string,
  scope: ScopeQuery,
  body: PreflightBody,
  random: () => number = Math.random,
): Promise<Preflight> => {
  const found = await deps.inventory.findEni(eniId, scope)
  mustFitApi(body, found.eni.account, deps.clouds)
  const rows = addressesOf(body).map(normaliseText)
  // What would be proposed is asked about in the same call, with some to spare.
  const before = await gather(deps.inventory, deps.journal, found)
  const draw = drawOf(body, random)
  const proposed = propose(body, before, draw)
  const known = await gather(deps.inventory, deps.journal, found, [...rows, ...proposed.map(formatIpv4)].slice(0, askedMax))
  const { eni, subnet, observedAt } = known.found
  const steps = planAssignSteps(sendable(body))
  const client = deps.clouds.find((cloud) => cloud.account === eni.account)
  return {
    verdicts: known.judge(addressesOf(body)),
    quota: eni.quota,
    subnet: { cidr: subnet?.cidr ?? '', free: subnet?.free, total: subnet?.total },
    steps: steps.length,
    suggestions: settle(body, known, draw, proposed).map(formatIpv4),
    request: client ? steps.map((step) => client.preview(eni.region, { kind: 'assign', vpcId: eni.vpcId, eniId: eni.eniId, ...step })) : [],
    observedAt: new Date(Math.min(observedAt, known.used.observedAt)).toISOString(),
  }
}

/** The body as it would be sent: full-width digits and spaces of a paste are gone. Works for texts that are no address, too. */
export const sendable = (body: AssignBody): AssignBody =>
  body.mode === 'explicit' ? { ...body, addresses: body.addresses.map((address) => ({ ...address, ip: normaliseText(address.ip) })) } : body

type Draw = { count: number; order: SuggestionOrder; random: () => number }

const drawOf = (body: PreflightBody, random: () => number): Draw =>
  body.mode === 'count'
    ? { count: body.count, order: body.order ?? 'lowest', random }
    : { count: suggestionsForExplicit, order: 'lowest', random }

/** The addresses of the subnet that nobody can have, the rows of the body included; undefined where the subnet is not known. */
const takenIn = (body: PreflightBody, known: Known): IpSet | undefined => {
  const cidr = known.found.subnet && parseCidr(known.found.subnet.cidr)
  if (!cidr) return undefined
  const taken = new IpSet(cidr, known.used.taken())
  for (const ip of [...known.held.claims.keys(), ...addressesOf(body).map(normaliseText)]) {
    const number = parseIpv4(ip)
    if (number !== undefined) taken.add(number)
  }
  return taken
}

/** More than are needed, to be asked about. */
const propose = (body: PreflightBody, known: Known, { count, ...draw }: Draw): number[] => {
  const taken = takenIn(body, known)
  return taken === undefined ? [] : chooseFree({ ...draw, taken, count: count + spareSuggestions })
}

/** What remains of the proposal now that it has been asked about. Spread ones are not drawn anew: nobody has asked about others. */
const settle = (body: PreflightBody, known: Known, { count, order, random }: Draw, proposed: readonly number[]): number[] => {
  const taken = takenIn(body, known)
  if (taken === undefined) return []
  if (order === 'lowest') return chooseFree({ taken, count })
  const free = proposed.filter((ip) => !taken.has(ip))
  while (free.length > count) free.splice(Math.floor(random() * free.length), 1)
  return free
}
