/** ENIs by a part of their name, for lists of what is known by ENI ids alone. */
import { searchWords } from '#lib/plan/eni-search.ts'
import type { Region } from './region.ts'
import type { EniKey } from './types.ts'

/** In the order in which they were read, which is the same until they are read again. */
export function enisNamed(regions: readonly Region[], q: string, limit: number): EniKey[] {
  const words = searchWords(q)
  const found: EniKey[] = []
  if (words.length === 0) return found
  for (const region of regions)
    for (const vpcId of region.vpcIds())
      for (const { eni } of region.vpc(vpcId).peek()?.data.index.rows() ?? []) {
        const name = eni.name.toLowerCase()
        if (!words.every((word) => name.includes(word))) continue
        found.push({ ...region.scope, eniId: eni.eniId })
        if (found.length === limit) return found
      }
  return found
}
