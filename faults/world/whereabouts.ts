import { movements } from './deeds.ts'
import { seed } from './seed.ts'
import type { World } from './world.ts'

/** Milliseconds of the harness's own time; `eniId` undefined: on none. */
type Stay = { from: number; eniId: string | undefined }
/** The ledger rounds. */
const tolerance = 1

/** Where each address was and when, by the seed and the ledger. What a task's end took back never was. */
export function whereaboutsIn(world: World) {
  const stays = new Map<string, Stay[]>()
  const of = (ip: string): Stay[] => {
    const known = stays.get(ip) ?? [{ from: -Infinity, eniId: undefined }]
    stays.set(ip, known)
    return known
  }
  for (const { eniId, addresses } of seed().enis) for (const { ip } of addresses) stays.set(ip, [{ from: -Infinity, eniId }])
  const start = world.time.cloudClock.now() - world.time.elapsed()
  for (const { at, row, kind } of movements(world.cloud.ledger.rows())) {
    if (kind !== 'effect' || row.effect === null) continue
    const { eniId, added, removed, moved } = row.effect
    const put = (ip: string, where: string | undefined) => {
      if (!row.reverted?.ips.includes(ip)) of(ip).push({ from: at - start, eniId: where })
    }
    for (const ip of added) put(ip, eniId)
    for (const ip of removed) put(ip, undefined)
    for (const { ip, toEniId } of moved) put(ip, toEniId)
  }
  /** Whether it was somewhere that `fits` at any moment between the two. */
  return (ip: string, between: { begun: number; ended: number }, fits: (eniId: string | undefined) => boolean): boolean =>
    of(ip).some(({ from, eniId }, i, all) => {
      const until = all[i + 1]?.from ?? Infinity
      return fits(eniId) && from <= between.ended + tolerance && until >= between.begun - tolerance
    })
}
