/** Reads a list to its end. */
import { CloudError } from './client.ts'

export type ListPage<T> = { total: number; items: T[] }

/**
 * The first page tells how many there are, the others are asked for at once (the caller's queue bounds how many run). The list may
 * change meanwhile: items are taken once by id, and if a page came short or a total moved everything is read once more. The second
 * reading is taken as it is: on a list that never rests a third would be no truer.
 */
export async function readAllPages<T>(
  readPage: (offset: number, limit: number) => Promise<ListPage<T>>,
  idOf: (item: T) => string,
  pageSize: number,
): Promise<T[]> {
  const readOnce = async () => {
    const first = await readPage(0, pageSize)
    // A gateway may cap the page lower than we ask: go on in its steps.
    const step = Math.min(first.items.length, pageSize)
    if (step === 0 && first.total > 0) throw new CloudError('bad_reply')
    const offsets: number[] = []
    for (let offset = step; offset < first.total; offset += step) offsets.push(offset)
    const pages = [first, ...(await Promise.all(offsets.map((offset) => readPage(offset, pageSize))))]
    const byId = new Map<string, T>()
    for (const page of pages) for (const item of page.items) byId.set(idOf(item), item)
    return { items: [...byId.values()], steady: byId.size === first.total && pages.every((page) => page.total === first.total) }
  }
  const once = await readOnce()
  return once.steady ? once.items : (await readOnce()).items
}
