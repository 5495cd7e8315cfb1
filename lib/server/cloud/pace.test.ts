import { describe, expect, it } from 'vitest'
import { CloudError, type WriteOutcome } from './client.ts'
import { createPace, type Urgency } from './pace.ts'

const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

const limits = { documentedPerSecond: Number.POSITIVE_INFINITY, share: 1, concurrency: 2 }
const noClock = { sleep: () => Promise.resolve(), monotonic: () => 0 }

describe('pace', () => {
  it('starts no more in a second than our share of what the account may, and of an action with a figure of its own', async () => {
    const pace = createPace({ documentedPerSecond: 8, documentedPerSecondOf: { Slow: 4 }, share: 0.5, concurrency: 8 }, noClock)
    const starts = { Slow: [] as number[], A: [] as number[] }
    const from = performance.now()
    const run = (action: 'Slow' | 'A') => pace.run(action, 'awaited', async () => void starts[action].push(performance.now() - from))
    await Promise.all([...Array.from({ length: 6 }, () => run('A')), ...Array.from({ length: 3 }, () => run('Slow'))])
    expect(starts.A.filter((at) => at < 950)).toHaveLength(4)
    expect(starts.Slow.filter((at) => at < 950)).toHaveLength(2)
  })

  it('leaves room in every second for what somebody waits for', async () => {
    const pace = createPace({ documentedPerSecond: 10, share: 1, concurrency: 10 }, noClock)
    const ended: string[] = []
    const behind = Array.from({ length: 12 }, () =>
      pace.run('A', 'background', async () => void ended.push('behind')).catch(() => undefined),
    )
    await settle()
    expect(ended).toHaveLength(9)
    await pace.run('A', 'person', async () => void ended.push('person'))
    expect(ended.at(-1)).toBe('person')
    pace.close()
    await Promise.all(behind)
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

  describe('at a rate error', () => {
    const limited = () => Promise.reject(new CloudError('rate_limited'))
    const setUp = (documentedPerSecond: number, servers?: () => number) => {
      const pauses: number[] = []
      let now = 0
      const clock = { sleep: async (ms: number) => void pauses.push(Math.round(ms)), monotonic: () => now }
      const pace = createPace({ documentedPerSecond, share: 0.5, concurrency: 4 }, clock, servers)
      const run = async (job: () => Promise<unknown> = () => Promise.resolve()) => {
        now += 1
        await pace.run('A', 'person', job).catch(() => undefined)
      }
      const write = async (outcome: WriteOutcome = { kind: 'accepted', taskId: undefined }) => {
        now += 1
        await pace.write('A', async () => outcome)
      }
      return { pauses, run, write, advance: (ms: number) => void (now += ms) }
    }

    it('halves the pace, again at the next, and comes back slowly', async () => {
      const { pauses, run, advance } = setUp(20)
      await run(limited)
      await run(limited)
      await run()
      // Full: 10 a second.
      expect(pauses).toEqual([200, 400])
      advance(15_000)
      await run()
      await run()
      expect(pauses.slice(2)).toEqual([400, 200])
      advance(60_000)
      await run()
      await run()
      expect(pauses.slice(4)).toEqual([200])
    })

    it('counts those that were under way together once', async () => {
      const { pauses, run } = setUp(20)
      await Promise.all([run(limited), run(limited), run(limited)])
      await run()
      expect(pauses).toEqual([200])
    })

    it('of a change, which is answered with an outcome, does the same', async () => {
      const { pauses, write, advance } = setUp(20)
      const refused: WriteOutcome = { kind: 'refused', cause: 'rate_limited', retry: true }
      await write(refused)
      await write(refused)
      await write()
      expect(pauses).toEqual([200, 400])
      advance(60_000)
      await write()
      await write()
      expect(pauses.slice(2)).toEqual([400])
    })

    it('slows down even where no pace is set', async () => {
      const { pauses, run } = setUp(Number.POSITIVE_INFINITY)
      await run(limited)
      await run()
      expect(pauses).toEqual([20])
    })
  })

  it('two servers use half of it each', async () => {
    const pauses: number[] = []
    const clock = { sleep: async (ms: number) => void pauses.push(ms), monotonic: () => 0 }
    let servers = 1
    const pace = createPace({ documentedPerSecond: 20, share: 0.5, concurrency: 4 }, clock, () => servers)
    const run = () => pace.run('A', 'person', () => Promise.resolve())
    await run()
    servers = 2
    await run()
    expect(pauses).toEqual([200])
  })

  it('a change waits for no read and for no other change, only for its turn', async () => {
    const pace = createPace({ ...limits, concurrency: 1 }, noClock)
    const hang = () => new Promise<never>(() => undefined)
    void pace.run('Read', 'background', hang).catch(() => undefined)
    void pace.write('Assign', hang)
    const sent: WriteOutcome = { kind: 'accepted', taskId: '1' }
    expect(await pace.write('Assign', async () => sent)).toBe(sent)
    pace.close()
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
