import { useState } from 'react'
import type { Eni } from '#lib/schema/eni.ts'

export type AddressSelection = {
  chosen: readonly string[]
  /** How many can be chosen at all: the primary cannot. */
  of: number
  has: (ip: string) => boolean
  toggle: (ip: string) => void
  all: () => void
  clear: () => void
}

/** Which secondary addresses are chosen, in the order of the table. One that has left the interface is not chosen any more. */
export function useAddressSelection({ privateIps }: Pick<Eni, 'privateIps'>): AddressSelection {
  const [marked, setMarked] = useState<readonly string[]>([])
  const choosable = privateIps.flatMap(({ ip, isPrimary }) => (isPrimary ? [] : [ip]))
  const chosen = choosable.filter((ip) => marked.includes(ip))
  return {
    chosen,
    of: choosable.length,
    has: (ip) => chosen.includes(ip),
    toggle: (ip) => setMarked(chosen.includes(ip) ? chosen.filter((other) => other !== ip) : [...chosen, ip]),
    all: () => setMarked(choosable),
    clear: () => setMarked([]),
  }
}
