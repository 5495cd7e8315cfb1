import { eniOf } from '#lib/server/inventory/fake-cloud.ts'
import type { Inventory } from '#lib/server/inventory/types.ts'
import { eniSearchText } from '#lib/plan/eni-search.ts'
import { median, summarise, type Comparison } from './harness.ts'
import { largeRegion, regionName } from './large-region.ts'

const enis = 100_000
const blocks = 15
/** Nobody may be kept waiting longer. */
const taskMaxMs = 50

/**
 * P4: what somebody types over 100,000 ENIs of four addresses each, one page of the sorted rows at every key, against looking through the
 * same texts and nothing else: the first key, and those after it. And how long the longest task is in which the server serves nobody else.
 */
export async function bench(): Promise<Comparison[]> {
  const { inventory } = largeRegion(enis)
  await inventory.enis({ limit: 100 })
  const texts = await textsOf(inventory)
  const typed = async (q: string) => (await inventory.enis({ q, limit: 100 })).total
  const plain = (q: string) => texts.filter(({ text }) => text.includes(q)).length
  const first: Sample[] = []
  const following: Sample[] = []
  const typingMs: number[] = []
  const change = (n: number) =>
    inventory.observe(
      { account: 'main', region: regionName },
      eniOf(`eni-new-${n}`, { vpcId: `vpc-${n % 10}`, name: `new-${n}` }),
      Date.now(),
    )
  const changedMs: number[] = []
  for (let block = 0; block < blocks; block += 1) {
    for (const [n, word] of [`web-${10 + block}`, `api-${30 + block}`, `job-${50 + block}`].entries()) {
      const keys = Array.from(word, (_, at) => word.slice(0, at + 1))
      if (plain(word) !== (await typed(word))) throw new Error('P4: the two sides find differently')
      // What was found before is of another list now.
      change(block * 3 + n)
      changedMs.push(await longestTask(() => inventory.enis({ limit: 100 })))
      first.push(await timed(keys.slice(0, 1), typed, plain))
      following.push(await timed(keys.slice(1), typed, plain))
    }
    typingMs.push(await longestTask(() => typed(`db-${70 + block}`)))
  }
  await inventory.close()
  const row = (id: string, name: string, goal: number, stretch: number, samples: readonly Sample[]) =>
    summarise({
      id,
      name,
      goal,
      stretch,
      ratios: samples.map(({ ours, reference }) => ours / reference),
      controls: samples.map(({ reference, again }) => again / reference),
      oursUs: samples.map(({ ours }) => ours * 1000),
      referenceUs: samples.map(({ reference }) => reference * 1000),
    })
  return [
    row('P4-first', 'first key in the list of 100,000 ENIs and 400,000 addresses ÷ plain filter of their texts', 1.3, 1, first),
    row('P4-following', 'the keys after it ÷ plain filter of their texts', 0.3, 0.1, following),
    summarise({
      id: 'P4-task',
      name: 'longest task of the server for that list, after a change and while typing ÷ 50 ms',
      goal: 1,
      ratios: [...changedMs, ...typingMs].map((ms) => ms / taskMaxMs),
      oursUs: [0],
      referenceUs: [0],
      notes: {
        'ms, after a change': Math.round(median(changedMs)),
        'while typing': Math.round(median(typingMs)),
      },
    }),
  ]
}

/** Milliseconds. `again`: the reference once more. */
type Sample = { ours: number; reference: number; again: number }

async function timed(keys: readonly string[], typed: (q: string) => Promise<number>, plain: (q: string) => number): Promise<Sample> {
  const all = async (side: (q: string) => unknown) => {
    const from = performance.now()
    for (const key of keys) await side(key)
    return performance.now() - from
  }
  const reference = await all(plain)
  const ours = await all(typed)
  return { ours, reference, again: await all(plain) }
}

/** Milliseconds of the longest time in which nothing else was done while `work` was. */
async function longestTask(work: () => Promise<unknown>): Promise<number> {
  let longest = 0
  let last = performance.now()
  let isOver = false
  const look = () => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
    if (!isOver) setImmediate(look)
  }
  setImmediate(look)
  await work()
  await new Promise((done) => setImmediate(done))
  isOver = true
  return longest
}

async function textsOf(inventory: Inventory): Promise<{ text: string }[]> {
  const texts: { text: string }[] = []
  let cursor: string | undefined
  do {
    const page: Awaited<ReturnType<Inventory['enis']>> = await inventory.enis({ limit: 1000, cursor })
    texts.push(...page.items.map((eni) => ({ text: eniSearchText(eni) })))
    cursor = page.nextCursor
  } while (cursor !== undefined)
  return texts
}
