import { describe, expect, it } from 'vitest'
import { CloudError } from '#lib/server/cloud/client.ts'
import { createCell } from './cell.ts'
import { settle, stillClock } from './fake-cloud.ts'

function setUp() {
  const { clock, advance, setWall } = stillClock()
  const answers: { resolve: (value: string) => void; reject: (error: Error) => void; observedAt: number }[] = []
  const closed = new AbortController()
  const failures: string[] = []
  const urgencies: string[] = []
  const cell = createCell<string>({
    clock,
    signal: closed.signal,
    onFailure: (error) => failures.push(error.reason),
    load: (_signal, urgency) => {
      urgencies.push(urgency)
      const observedAt = clock.now()
      return new Promise<string>((resolve, reject) => answers.push({ resolve, reject, observedAt })).then((data) => ({ data, observedAt }))
    },
  })
  const loaded = async (value: string) => {
    const waiting = cell.ensure()
    answers.at(-1)?.resolve(value)
    await waiting
  }
  return { cell, clock, advance, setWall, urgencies, answers, closed, failures, loaded }
}

describe('a kept value', () => {
  it('is waited for at first, by all who ask, with one reading', async () => {
    const { cell, answers } = setUp()
    const waiting = [cell.ensure(), cell.ensure(), cell.refresh()]
    expect(answers).toHaveLength(1)
    answers[0]?.resolve('one')
    await Promise.all(waiting)
    expect(cell.peek()?.data).toBe('one')
  })

  it('is read again behind once a failed refresh may be repeated, though it is not old yet', async () => {
    const { cell, answers, advance, loaded } = setUp()
    await loaded('one')
    advance(10_000)
    const refreshed = cell.refresh()
    answers[1]?.reject(new CloudError('unavailable'))
    await refreshed
    advance(4_999)
    await cell.ensure()
    expect(answers).toHaveLength(2)
    advance(1)
    await cell.ensure()
    expect(answers).toHaveLength(3)
    answers[2]?.resolve('two')
    await settle()
    expect([cell.peek()?.data, cell.failure()]).toEqual(['two', undefined])
  })

  it('is served old while a newer one is fetched behind', async () => {
    const { cell, answers, advance, loaded } = setUp()
    await loaded('one')
    advance(60_000)
    await cell.ensure()
    expect(answers).toHaveLength(1)
    advance(1)
    await Promise.all([cell.ensure(), cell.ensure()])
    expect(answers).toHaveLength(2)
    expect(cell.peek()?.data).toBe('one')
    answers[1]?.resolve('two')
    await settle()
    expect(cell.peek()?.data).toBe('two')
  })

  it('stays when a newer reading fails, which is told, and tried again after a pause', async () => {
    const { cell, answers, advance, failures, loaded } = setUp()
    await loaded('one')
    advance(61_000)
    await cell.ensure()
    answers[1]?.reject(new CloudError('unavailable'))
    await settle()
    expect(cell.peek()?.data).toBe('one')
    expect(cell.failure()?.reason).toBe('unavailable')
    expect(failures).toEqual(['unavailable'])
    advance(4_999)
    await cell.ensure()
    expect(answers).toHaveLength(2)
    advance(1)
    await cell.ensure()
    expect(answers).toHaveLength(3)
    answers[2]?.resolve('three')
    await settle()
    expect(cell.failure()).toBeUndefined()
    expect(cell.peek()?.data).toBe('three')
  })

  it('does not hammer a cloud that refuses the first reading', async () => {
    const { cell, answers, advance } = setUp()
    const first = cell.ensure()
    answers[0]?.reject(new CloudError('auth_failed'))
    await first
    await cell.ensure()
    expect(answers).toHaveLength(1)
    expect(cell.failure()?.reason).toBe('auth_failed')
    advance(5_000)
    void cell.ensure()
    expect(answers).toHaveLength(2)
  })

  it('is read anew on demand, at most once in two seconds: who asks sooner waits, and all who wait share one reading', async () => {
    const { cell, answers, advance, loaded } = setUp()
    await loaded('one')
    advance(500)
    const waiting = [cell.refresh(), cell.refresh()]
    advance(1_499)
    await settle()
    expect(answers).toHaveLength(1)
    advance(1)
    await settle()
    expect(answers).toHaveLength(2)
    answers[1]?.resolve('two')
    await Promise.all(waiting)
    expect(cell.peek()?.data).toBe('two')
    advance(2_000)
    void cell.refresh()
    expect(answers).toHaveLength(3)
  })

  it('is read again for a person as soon as it may be, after a reading that failed just now', async () => {
    const { cell, answers, advance, loaded } = setUp()
    await loaded('one')
    advance(2_000)
    const failing = cell.refresh()
    answers[1]?.reject(new CloudError('unavailable'))
    await failing
    const again = cell.refresh()
    advance(2_000)
    await settle()
    answers[2]?.resolve('two')
    await again
    expect([cell.peek()?.data, cell.failure()]).toEqual(['two', undefined])
  })

  it('is not replaced by an older reading that ends later', async () => {
    const { cell, clock, advance, answers } = setUp()
    const slow = cell.ensure()
    advance(500)
    cell.put({ data: 'put', observedAt: clock.now() }, clock.monotonic())
    answers[0]?.resolve('slow')
    await slow
    expect(cell.peek()?.data).toBe('put')
  })

  it('is replaced by the next reading although the wall clock was set back meanwhile, and not read again for each who asks', async () => {
    const { cell, advance, setWall, answers, loaded } = setUp()
    await loaded('one')
    setWall(-3_600_000)
    advance(60_001)
    await cell.ensure()
    answers[1]?.resolve('two')
    await settle()
    for (let asked = 0; asked < 20; asked += 1) {
      advance(10)
      await cell.ensure()
      await settle()
    }
    expect(cell.peek()?.data).toBe('two')
    expect(answers).toHaveLength(2)
  })

  it('is awaited the first time and on demand, and read in the background when it has grown old or nobody waits', async () => {
    const { cell, advance, urgencies, answers, loaded } = setUp()
    await loaded('one')
    advance(60_001)
    await cell.ensure()
    answers[1]?.resolve('two')
    await settle()
    advance(2_000)
    void cell.refresh()
    expect(urgencies).toEqual(['awaited', 'background', 'awaited'])
    const warm = setUp()
    void warm.cell.ensure('background')
    expect(warm.urgencies).toEqual(['background'])
  })

  it('is not asked for any more once closed', async () => {
    const { cell, answers, advance, closed, loaded } = setUp()
    await loaded('one')
    closed.abort()
    advance(100_000)
    await cell.ensure()
    await cell.refresh()
    expect(answers).toHaveLength(1)
  })
})
