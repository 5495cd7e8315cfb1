import type { Eni } from '#lib/schema/eni.ts'
import type { Page } from '#lib/schema/page.ts'

/** Up to here the browser holds a VPC whole and filters it between two keystrokes; above it the server does (docs/api.md). */
export const browserRowsMax = 10_000

/** What is known of a VPC's ENIs. `complete` only once the last page has come: until then a count is a lower bound. */
export type VpcEnis = {
  items: Eni[]
  total: number
  observedAt: string
  /** What the rows were cut from: one ENI read anew changes it, but not `observedAt`. */
  version?: string
  complete: boolean
  /** More than `browserRowsMax`: only the first page is here, the list must ask the server. */
  tooMany: boolean
  missing?: Page<Eni>['missing']
}

type ReadPage = (cursor: string | undefined) => Promise<Page<Eni>>

/**
 * Reads a VPC page by page. `shown` hands out what has come so far (first read only: later reads replace the list at once, so
 * that no row disappears for a moment). A read whose first page is of the same snapshot as `before` ends there.
 */
export async function readVpc(readPage: ReadPage, before: VpcEnis | undefined, shown: (partial: VpcEnis) => void): Promise<VpcEnis> {
  const first = await readPage(undefined)
  const tooMany = first.total > browserRowsMax
  const isSame = before?.complete && before.version === first.version && before.observedAt === first.observedAt
  if (isSame && before.total === first.total && !first.missing?.length && !before.missing?.length) return before
  const items = [...first.items]
  const seen = new Set(items.map((item) => item.eniId))
  if (tooMany)
    return {
      items,
      total: first.total,
      observedAt: first.observedAt,
      version: first.version,
      complete: false,
      tooMany,
      missing: first.missing,
    }
  let last = first
  let shownRows = 0
  while (last.nextCursor !== undefined) {
    // Each time there are twice as many: sorting and drawing after every one of fifty pages would make the page stutter.
    if (before === undefined && items.length >= 2 * shownRows) {
      shownRows = items.length
      shown({ ...last, items: [...items], complete: false, tooMany })
    }
    // oxlint-disable-next-line no-await-in-loop -- a cursor is only known once its page has come
    last = await readPage(last.nextCursor)
    // The snapshot may be renewed between two pages and shift them by a row: an ENI is listed once.
    for (const item of last.items) if (!seen.has(item.eniId) && seen.add(item.eniId)) items.push(item)
  }
  return {
    items,
    total: tooMany ? first.total : items.length,
    observedAt: first.observedAt,
    version: first.version,
    complete: !tooMany,
    tooMany,
    missing: first.missing,
  }
}
