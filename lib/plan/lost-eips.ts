import type { Operation } from '#lib/schema/operation.ts'
import { eipShown } from './eip-shown.ts'

/**
 * The EIPs that a release took from these addresses, as people know them: the cloud unbinds them with the address, and assigning it again
 * binds none. Those of an address that was not released by it are not among them; of an operation that kept none, nobody knows any.
 */
export const lostEips = ({ kind, addresses }: Pick<Operation, 'kind' | 'addresses'>, ips: readonly string[]): string[] =>
  kind !== 'release'
    ? []
    : addresses.flatMap(({ ip, outcome, eip }) =>
        outcome === 'done' && ips.includes(ip) && eip !== undefined ? (eipShown(eip) ?? []) : [],
      )
