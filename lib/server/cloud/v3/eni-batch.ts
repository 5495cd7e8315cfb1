/** ENIs by their ids, many to a call. */
import { CloudError, type CloudEni } from '#lib/server/cloud/client.ts'
import type { ListPage } from '#lib/server/cloud/paging.ts'

export const enisPerCallMax = 100

/**
 * `read` asks for at most 100 ENIs by one call. That one does not exist is believed of a refusal as unknown, or of an empty answer to
 * the question for it alone: the cloud refuses a call as a whole if one of its ids does not exist, so such a call is halved until the one
 * is found; if it leaves some out instead, those are asked for without the others. Throws CloudError `bad_reply` where ENIs are missing
 * and the cloud counts more than it lists, or lists others: that proves nothing about them.
 */
export async function readEnis(read: (ids: readonly string[]) => Promise<ListPage<CloudEni>>, ids: readonly string[]): Promise<CloudEni[]> {
  const inHalves = async (some: readonly string[]): Promise<CloudEni[]> => {
    if (some.length === 1) return []
    const half = Math.ceil(some.length / 2)
    return (await Promise.all([readSome(some.slice(0, half)), readSome(some.slice(half))])).flat()
  }
  const readSome = async (some: readonly string[]): Promise<CloudEni[]> => {
    let page: ListPage<CloudEni>
    try {
      page = await read(some)
    } catch (error) {
      if (!(error instanceof CloudError) || error.reason !== 'eni_not_found') throw error
      return inHalves(some)
    }
    const found = new Map(page.items.flatMap((eni) => (some.includes(eni.eniId) ? [[eni.eniId, eni]] : [])))
    const missing = some.filter((id) => !found.has(id))
    if (missing.length > 0 && (page.items.length > found.size || page.total > found.size)) throw new CloudError('bad_reply')
    if (missing.length === some.length) return inHalves(some)
    return [...found.values(), ...(missing.length > 0 ? await readSome(missing) : [])]
  }
  const wanted = [...new Set(ids)]
  const calls: Promise<CloudEni[]>[] = []
  for (let at = 0; at < wanted.length; at += enisPerCallMax) calls.push(readSome(wanted.slice(at, at + enisPerCallMax)))
  return (await Promise.all(calls)).flat()
}
