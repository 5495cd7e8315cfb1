import type { Page } from '#lib/schema/page.ts'

/**
 * Follows `nextCursor` to the end and joins the pages. For lists that are small by nature (VPCs, subnets of a VPC).
 * `observedAt` is the oldest, `missing` what any page named.
 */
export async function everyPage<T>(readPage: (cursor: string | undefined) => Promise<Page<T>>): Promise<Page<T>> {
  const first = await readPage(undefined)
  const pages = [first]
  for (let cursor = first.nextCursor; cursor !== undefined;) {
    // oxlint-disable-next-line no-await-in-loop -- a cursor is only known once its page has come
    const next = await readPage(cursor)
    pages.push(next)
    cursor = next.nextCursor
  }
  const parts = new Map(pages.flatMap((page) => page.missing ?? []).map((part) => [JSON.stringify(part), part]))
  const missing = parts.size === 0 ? undefined : [...parts.values()]
  const observedAt = pages.map((page) => page.observedAt).reduce((oldest, at) => (at < oldest ? at : oldest))
  return { items: pages.flatMap((page) => page.items), total: pages.at(-1)?.total ?? first.total, observedAt, missing }
}
