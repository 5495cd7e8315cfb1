import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { median, summarise, type Comparison } from './harness.ts'
import { largeRegion } from './large-region.ts'

const sizes = [1_000, 3_000, 10_000, 30_000, 100_000]
const runs = 5
/** Bytes of heap an ENI may take. */
const heapMax = 1536

/** P6: how the time of reading, filtering, sorting and writing out a list grows with the ENIs there are, and the heap each takes. */
export async function bench(): Promise<Comparison[]> {
  // The first time everything is compiled as well.
  await listed(10_000)
  const slopes: number[] = []
  const seconds: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const points: { x: number; y: number }[] = []
    for (const size of sizes) {
      const ms = await listed(size)
      points.push({ x: Math.log(size), y: Math.log(ms) })
      if (size === sizes.at(-1)) seconds.push(ms / 1000)
    }
    slopes.push(slopeOf(points))
  }
  const bytes = await heapPerEni()
  return [
    summarise({
      id: 'P6-slope',
      name: 'growth of read + filter + sort + write out, 1,000 to 100,000 ENIs: the exponent (1: in proportion)',
      goal: 1.05,
      stretch: 1,
      ratios: slopes,
      oursUs: [0],
      referenceUs: [0],
      notes: { runs, 's at 100,000': Math.round(median(seconds) * 100) / 100 },
    }),
    summarise({
      id: 'P6-heap',
      name: 'heap of the server for an ENI with four addresses ÷ 1.5 KB',
      goal: 1,
      ratios: [bytes / heapMax],
      oursUs: [0],
      referenceUs: [0],
      notes: { bytes: Math.round(bytes) },
    }),
  ]
}

/** Milliseconds for a list that was not read yet, and for one of its pages by words in another order. */
async function listed(enis: number): Promise<number> {
  const { inventory } = largeRegion(enis)
  const from = performance.now()
  const first = await inventory.enis({ limit: 100 })
  const found = await inventory.enis({ q: 'web 10.0.', sort: '-ip', limit: 100 })
  const text = JSON.stringify([first, found])
  const ms = performance.now() - from
  if (first.total !== enis || found.total === 0 || text.length < 1000) throw new Error('P6: the list is not what was put in')
  await inventory.close()
  return ms
}

const slopeOf = (points: readonly { x: number; y: number }[]): number => {
  const mean = (of: (point: { x: number; y: number }) => number) => points.reduce((sum, point) => sum + of(point), 0) / points.length
  const [x, y] = [mean((point) => point.x), mean((point) => point.y)]
  return mean((point) => (point.x - x) * (point.y - y)) / mean((point) => (point.x - x) ** 2)
}

async function heapPerEni(): Promise<number> {
  setFlagsFromString('--expose-gc')
  // The function that the flag makes exists in a new context only.
  const collect = runInNewContext('gc') as () => void
  const size = 30_000
  const { inventory } = largeRegion(size)
  const used = () => {
    collect()
    return process.memoryUsage().heapUsed
  }
  const before = used()
  await inventory.enis({ limit: 1 })
  const bytes = (used() - before) / size
  await inventory.close()
  return bytes
}
