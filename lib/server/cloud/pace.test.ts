import { describe, expect, it } from 'vitest'
import { CloudError } from './client.ts'
import { createPace, type Urgency } from './pace.ts'

const limits = { readsPerSecond: Number.POSITIVE_INFINITY, concurrency: 2 }
const noClock = { sleep: () => Promise.resolve() }

describe('pace', () => {
  it('starts no more in a second than allowed', async () => {
    const pace = createPace({ readsPerSecond: 4, concurrency: 4 }, noClock)
    const starts: number[] = []
    await Promise.all(Array.from({ length: 6 }, () => pace.run('A', 'background', async () => void starts.push(performance.now()))))
    const [first = 0] = starts
    expect(starts.filter((at) => at - first < 950)).toHaveLength(4)
  })

  it('an action may have a pace of its own', async () => {
    const pace = createPace({ readsPerSecond: 100, readsPerSecondOf: { Slow: 2 }, concurrency: 8 }, noClock)
    const starts = { Slow: [] as number[], A: [] as number[] }
    const from = performance.now()
    const run = (action: 'Slow' | 'A') => pace.run(action, 'background', async () => void starts[action].push(performance.now() - from))
    await Promise.all([1, 2, 3].flatMap(() => [run('Slow'), run('A')]))
    expect(starts.A.filter((at) => at < 950)).toHaveLength(3)
    expect(starts.Slow.filter((at) => at < 950)).toHaveLength(2)
  })

  it('runs a bounded number at once, and lets a person overtake', async () => {
    const pace = createPace(limits, noClock)
    const order: string[] = []
    let running = 0
    let most = 0
    const job = (name: string) => async () => {
      most = Math.max(most, ++running)
      await new Promise((resolve) => setImmediate(resolve))
      running -= 1
      order.push(name)
    }
    await Promise.all([
      ...['b1', 'b2', 'b3', 'b4'].map((name) => pace.run('A', 'background', job(name))),
      pace.run('A', 'person', job('p')),
    ])
    expect(most).toBe(2)
    expect(order.indexOf('p')).toBeLessThan(order.indexOf('b3'))
  })

  it('lets one answer go before a list that is awaited, that before the background, and short lists before long ones', async () => {
    const pace = createPace({ ...limits, concurrency: 1 }, noClock)
    const order: string[] = []
    const page = (list: string, urgency: Urgency, turn?: number) =>
      pace.run('A', urgency, async () => void order.push(`${list}${turn ?? ''}`), undefined, turn)
    await Promise.all([
      page('first', 'background'),
      ...[0, 1, 2].map((turn) => page('behind-', 'background', turn)),
      ...[0, 1, 20_000].map((turn) => page('long-', 'awaited', turn)),
      ...[0, 1].map((turn) => page('short-', 'awaited', turn)),
      page('one', 'person'),
    ])
    expect(order).toEqual(
      ['first', 'one', 'long-0', 'short-0', 'long-1', 'short-1', 'long-20000', 'behind-0', 'behind-1', 'behind-2'], //
    )
  })

  it('halves at a rate error, again at the next, and comes back little by little', async () => {
    const waits: number[] = []
    const pace = createPace({ readsPerSecond: 10, concurrency: 2 }, { sleep: async (ms) => void waits.push(Math.round(ms)) })
    const limited = () => pace.run('A', 'background', () => Promise.reject(new CloudError('rate_limited'))).catch(() => undefined)
    const fine = () => pace.run('A', 'background', () => Promise.resolve())
    await limited()
    await limited()
    for (let n = 0; n < 20; n += 1) await fine()
    // 200 ms a slot at the full pace.
    expect(waits.slice(0, 3)).toEqual([400, 800, 720])
    expect(waits).toEqual(waits.toSorted((a, b) => (waits.indexOf(a) < 2 ? 0 : b - a)))
    expect(waits.length).toBeLessThan(20)
    await pace.run('B', 'background', () => Promise.resolve())
  })

  it('ends every wait when it is closed', async () => {
    const pace = createPace({ ...limits, concurrency: 1 }, noClock)
    const hung = [1, 2, 3].map(() =>
      pace.run('A', 'background', () => new Promise<never>(() => undefined)).catch((error: unknown) => error),
    )
    pace.close()
    for (const error of await Promise.all(hung)) expect(error).toMatchObject({ name: 'AbortError' })
  })
})
