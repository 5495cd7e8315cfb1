import type { AddressChange } from '#lib/schema/address-past.ts'

/** One interface that had the address. */
export type Holding = {
  eniId: string
  /** What gave it the address, where that was ours. */
  from?: AddressChange
  /** What took it away again; absent: that was not ours, and nobody has written down when. */
  until?: AddressChange
}

export type Holders = {
  /** The latest change. */
  last?: AddressChange
  /** What has come after it and may be one more: it runs, or nobody knows what came of it. The latest first. */
  doubtful: AddressChange[]
  /** Those who had it before, the latest first. */
  before: Holding[]
  /** Something else than the last change that we know of has brought it to who has it now. */
  cameUnrecorded: boolean
}

/**
 * Who had an address, as far as our operations tell (`changes`, the latest first). `now`: who has it; null if nobody has, undefined
 * if that is not known: then nobody is said to have lost it whom nothing of ours took it from.
 */
export function holdersOf(changes: readonly AddressChange[], now: string | null | undefined): Holders {
  const before: Holding[] = []
  let holding: Holding | undefined
  const done = changes.filter(({ outcome }) => outcome === 'done')
  const [last] = done
  const doubtful = last === undefined ? [...changes] : changes.slice(0, changes.indexOf(last))
  for (const change of done.toReversed()) {
    const from = change.kind === 'assign' ? undefined : change.eniId
    const to = change.kind === 'assign' ? change.eniId : change.toEniId
    if (holding !== undefined && holding.eniId !== from) before.push(holding)
    if (from !== undefined) before.push({ ...(holding?.eniId === from ? holding : { eniId: from }), until: change })
    holding = to === undefined ? undefined : { eniId: to, from: change }
  }
  if (holding !== undefined && now !== undefined && holding.eniId !== now) before.push(holding)
  return {
    last,
    doubtful,
    before: before.toReversed(),
    cameUnrecorded: typeof now === 'string' && last !== undefined && doubtful.length === 0 && holding?.eniId !== now,
  }
}
