/** ENIs by their ids, many to a call. */
import { CloudError, type CloudEni } from '#lib/server/cloud/client.ts'

export const enisPerCallMax = 100

/**
 * `read` asks for at most 100 ENIs by one call. The cloud refuses a call as a whole if one of its ids does not exist: such a call is
 * halved until the one is found. Something else than what was asked for is left out, as if it had not come.
 */
export async function readEnis(read: (ids: readonly string[]) => Promise<CloudEni[]>, ids: readonly string[]): Promise<CloudEni[]> {
  const readSome = async (some: readonly string[]): Promise<CloudEni[]> => {
    try {
      return (await read(some)).filter(({ eniId }) => some.includes(eniId))
    } catch (error) {
      if (!(error instanceof CloudError) || error.reason !== 'eni_not_found') throw error
      if (some.length === 1) return []
      const half = Math.ceil(some.length / 2)
      return (await Promise.all([readSome(some.slice(0, half)), readSome(some.slice(half))])).flat()
    }
  }
  const wanted = [...new Set(ids)]
  const calls: Promise<CloudEni[]>[] = []
  for (let at = 0; at < wanted.length; at += enisPerCallMax) calls.push(readSome(wanted.slice(at, at + enisPerCallMax)))
  return (await Promise.all(calls)).flat()
}
