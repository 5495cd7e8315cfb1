import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { answer, lostReply, minute, neverDone, neverDoneAtAll, second, unknown } from './testing/answers.ts'
import { createWorld, type World } from './testing/world.ts'

let world: World
let worker: ReturnType<World['spawn']>
const begin = async (api: 'v2' | 'v3') => {
  world = await createWorld({ api })
  worker = world.spawn()
  await worker.start()
}
beforeEach(() => begin('v2'))
afterEach(async () => {
  await worker.stop(0)
  await world.close()
})
const beginAgain = async (api: 'v2' | 'v3') => {
  await worker.stop(0)
  await world.close()
  await begin(api)
}

describe('a count', () => {
  it('whose answer was lost is settled by the same new addresses in two reads 30 s apart', async () => {
    world.cloud.scripts.push(lostReply())
    const id = await world.accept({ mode: 'count', count: 2 })
    await world.time.advance(29 * second)
    expect(await world.get(id)).toMatchObject({ state: 'running', unconfirmed: true })
    await world.time.advance(3 * second)
    expect(await world.get(id)).toMatchObject({
      state: 'succeeded',
      evidence: 'observed',
      addresses: [
        { ip: '10.0.0.10', outcome: 'done' },
        { ip: '10.0.0.11', outcome: 'done' },
      ],
    })
    expect(world.cloud.sent).toHaveLength(1)
  })

  it('with one too many or too few new addresses needs a person, with the exact difference', async () => {
    world.cloud.scripts.push(({ params, cloud }) => {
      cloud.execute(params)
      cloud.ips.push('10.0.0.99')
      return unknown
    })
    const id = await world.accept({ mode: 'count', count: 2 })
    await world.time.advance(2 * minute)
    expect(await world.get(id)).toMatchObject({
      state: 'needs_attention',
      unconfirmed: true,
      error: { code: 'difference', params: { expected: 2, added: ['10.0.0.10', '10.0.0.11', '10.0.0.99'], addedByOthers: [] } },
    })
    world.cloud.ips = ['10.0.0.4', '10.0.0.10', '10.0.0.11']
    await world.time.advance(2 * minute)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', addresses: [{ ip: '10.0.0.10' }, { ip: '10.0.0.11' }] })
    expect(world.cloud.sent).toHaveLength(1)
  })

  it('without any effect is never sent again by itself on v2, however long it takes', async () => {
    world.cloud.scripts.push(neverDone)
    const id = await world.accept({ mode: 'count', count: 2 })
    await world.time.advance(16 * minute)
    expect(await world.get(id)).toMatchObject({ state: 'needs_attention', error: { params: { expected: 2, added: [] } } })
    await world.time.advance(40 * minute)
    expect(world.cloud.sent).toHaveLength(1)
    expect(await world.locks()).toEqual([])
  })

  it('is not sent again by itself on v2 when no copy can arrive either, even while no person was asked yet', async () => {
    await worker.stop(0)
    worker = world.spawn({ waits: { attentionAfterMs: 60 * minute } })
    await worker.start()
    world.cloud.scripts.push(neverDone)
    const id = await world.accept({ mode: 'count', count: 2 })
    await world.time.advance(50 * minute)
    expect((await world.get(id)).state).toBe('running')
    expect(world.cloud.sent).toHaveLength(1)
  })

  it('without any effect is sent again on v3 under the same token, but only when no copy can arrive any more', async () => {
    await beginAgain('v3')
    world.cloud.scripts.push(neverDone)
    const id = await world.accept({ mode: 'count', count: 2 })
    await world.time.advance(358 * second)
    expect(world.cloud.sent).toHaveLength(1)
    await world.time.advance(10 * second)
    expect(world.cloud.sent).toHaveLength(2)
    expect(world.cloud.sent[1]?.clientToken).toBe(world.cloud.sent[0]?.clientToken)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', evidence: 'task' })
    expect(world.cloud.ledger).toHaveLength(1)
  })

  it('is not sent again on v3 if anything new was ever seen, or the repeat is refused', async () => {
    await beginAgain('v3')
    world.cloud.scripts.push(neverDone)
    const foreign = await world.accept({ mode: 'count', count: 2 })
    await world.time.advance(second)
    world.cloud.ips.push('10.0.0.99')
    await world.time.advance(10 * second)
    world.cloud.ips.pop()
    await world.time.advance(20 * minute)
    expect((await world.get(foreign)).state).toBe('needs_attention')
    expect(world.cloud.sent).toHaveLength(1)

    world.cloud.scripts.push(neverDone, answer({ kind: 'refused', cause: 'subnet_full', retry: false }))
    const refused = await world.accept({ mode: 'count', count: 1 }, { eniId: 'eni-2' })
    await world.time.advance(7 * minute)
    expect(await world.get(refused)).toMatchObject({ state: 'failed', error: { code: 'subnet_full' } })
    expect(world.cloud.ledger).toEqual([])
  })

  it('is sent again on v3 where the only thing new was what we had just released, in a read that lagged behind', async () => {
    await beginAgain('v3')
    world.cloud.ips.push('10.0.0.50')
    await world.release(['10.0.0.50'])
    await world.time.advance(40 * second)
    world.cloud.scripts.push(({ cloud }) => {
      world.cloud.stale = [...cloud.ips, '10.0.0.50']
      return unknown
    })
    const id = await world.accept({ mode: 'count', count: 2 })
    await world.time.advance(second)
    world.cloud.stale = undefined
    await world.time.advance(7 * minute)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', evidence: 'task' })
    expect(world.cloud.sent).toHaveLength(2)
  })

  it('never takes for its own what came after it gave the ENI free', async () => {
    await beginAgain('v3')
    world.cloud.scripts.push(neverDone)
    const id = await world.accept({ mode: 'count', count: 2 })
    await world.time.advance(second)
    world.mayWrite.value = false
    await world.time.advance(16 * minute)
    expect(await world.locks()).toEqual([])
    world.mayWrite.value = true
    // Two of three come: the next operation cannot name them either.
    world.cloud.scripts.push(({ params, cloud }) => {
      cloud.execute({ ...params, mode: 'count', count: 2 })
      return unknown
    })
    const next = await world.accept({ mode: 'count', count: 3 })
    await world.time.advance(5 * minute)
    expect(await world.get(next)).toMatchObject({ state: 'needs_attention', error: { params: { added: ['10.0.0.10', '10.0.0.11'] } } })
    expect(await world.get(id)).toMatchObject({ state: 'needs_attention', addresses: [] })
  })

  it('that came out differently needs a person, and settles itself when it comes right', async () => {
    world.cloud.scripts.push(({ params, cloud }) => {
      cloud.ips.push('10.0.0.99')
      return cloud.accept(params)
    })
    const id = await world.accept({ mode: 'count', count: 2 })
    await world.time.advance(50 * second)
    expect((await world.get(id)).state).toBe('running')
    await world.time.advance(20 * second)
    expect(await world.get(id)).toMatchObject({
      state: 'needs_attention',
      unconfirmed: false,
      error: { code: 'difference', params: { expected: 2, added: ['10.0.0.99', '10.0.0.10', '10.0.0.11'] } },
    })
    world.cloud.ips = world.cloud.ips.filter((ip) => ip !== '10.0.0.99')
    await world.time.advance(2 * minute)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', addresses: [{ ip: '10.0.0.10' }, { ip: '10.0.0.11' }] })
  })

  it('that came out short never fills up with what came after it gave the ENI free', async () => {
    world.cloud.scripts.push(({ params, cloud }) => {
      cloud.execute({ ...params, mode: 'count', count: 1 })
      return cloud.accept(params, 'succeeded', false)
    })
    const id = await world.accept({ mode: 'count', count: 2 })
    await world.time.advance(40 * minute)
    expect(await world.locks()).toEqual([])
    expect(await world.get(id)).toMatchObject({ state: 'needs_attention', error: { params: { added: ['10.0.0.10'] } } })
    world.cloud.scripts.push(({ params, cloud }) => {
      cloud.execute({ ...params, mode: 'count', count: 1 })
      return unknown
    })
    await world.accept({ mode: 'count', count: 3 })
    await world.time.advance(5 * minute)
    expect(await world.get(id)).toMatchObject({ state: 'needs_attention', addresses: [] })
  })

  it('never counts what another operation found there, even if a stale read hides it', async () => {
    world.cloud.ips.push('10.0.0.50')
    const first = await world.accept({ mode: 'explicit', addresses: [{ ip: '10.0.0.50' }] })
    await world.time.advance(3 * minute)
    expect(await world.get(first)).toMatchObject({ state: 'succeeded', addresses: [{ outcome: 'already_there' }] })
    world.cloud.stale = ['10.0.0.4']
    world.cloud.scripts.push(({ params, cloud }) => {
      world.cloud.stale = undefined
      return cloud.accept(params)
    })
    const id = await world.accept({ mode: 'count', count: 1 })
    await world.time.advance(3 * second)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', addresses: [{ ip: '10.0.0.10' }] })
  })

  describe('while a late copy of a closed operation may still place its address', () => {
    const closed = async () => {
      // Sent five times; one copy is still on its way.
      world.cloud.scripts.push(...neverDoneAtAll)
      const id = await world.accept({ mode: 'explicit', addresses: [{ ip: '10.0.0.90' }] })
      await world.time.advance(3 * minute)
      await world.journal.resolve(id, { action: 'close', reason: 'nobody knows' }, 'bob')
      expect((await world.get(id)).addresses).toMatchObject([{ outcome: 'failed' }])
    }
    /** Accepted and done, and the reads do not show it yet; they show the late copy. */
    const countBesideIt = async () => {
      world.cloud.scripts.push(({ params, cloud }) => {
        const accepted = cloud.accept(params)
        world.cloud.stale = ['10.0.0.4', '10.0.0.90']
        return accepted
      })
      const id = await world.accept({ mode: 'count', count: 1 })
      await world.time.advance(20 * second)
      return id
    }

    it('does not count that address as its own', async () => {
      await closed()
      const id = await countBesideIt()
      expect(await world.get(id)).toMatchObject({ state: 'running', addresses: [] })
      world.cloud.ips.push('10.0.0.90')
      world.cloud.stale = undefined
      await world.time.advance(10 * second)
      expect(await world.get(id)).toMatchObject({ state: 'succeeded', addresses: [{ ip: '10.0.0.10' }] })
    })
  })

  describe('in doubt, while somebody else takes away what was there before', () => {
    /** What was there before is what another operation placed a moment ago. */
    const placedByAnother = async () => {
      world.cloud.ips = ['10.0.0.4']
      await world.accept({ mode: 'explicit', addresses: [{ ip: '10.0.0.50' }] })
      await world.time.advance(20 * second)
    }
    /** Not done yet; an address of before is gone for so long, and comes back. */
    const givenBack = async (goneMs: number) => {
      world.cloud.scripts.push(neverDone)
      const id = await world.accept({ mode: 'count', count: 1 })
      await world.time.advance(10 * second)
      world.cloud.ips = ['10.0.0.4']
      await world.time.advance(goneMs)
      world.cloud.ips.push('10.0.0.50')
      await world.time.advance(35 * second)
      return id
    }
    beforeEach(() => world.cloud.ips.push('10.0.0.50'))

    it('is given this very address: it counts, as it had surely gone', async () => {
      const id = await givenBack(2 * minute)
      await world.time.advance(minute)
      expect(await world.get(id)).toMatchObject({
        state: 'succeeded',
        evidence: 'observed',
        addresses: [{ ip: '10.0.0.50', outcome: 'done' }],
      })
    })

    it('is not said to have been given it where only a few reads left it out: they may have lagged behind', async () => {
      const id = await givenBack(40 * second)
      await world.time.advance(2 * minute)
      expect(await world.get(id)).toMatchObject({ state: 'running', unconfirmed: true, addresses: [] })
      await world.time.advance(15 * minute)
      expect(await world.get(id)).toMatchObject({ state: 'needs_attention', error: { params: { expected: 1, added: [] } } })
    })

    it('is not taken for having been given another one, which came at the same time', async () => {
      world.cloud.scripts.push(neverDone)
      const id = await world.accept({ mode: 'count', count: 1 })
      await world.time.advance(10 * second)
      world.cloud.ips = ['10.0.0.4']
      await world.time.advance(2 * minute)
      world.cloud.ips.push('10.0.0.50', '10.0.0.99')
      await world.time.advance(2 * minute)
      const added = ['10.0.0.50', '10.0.0.99']
      expect(await world.get(id)).toMatchObject({ state: 'needs_attention', error: { code: 'difference', params: { expected: 1, added } } })
      await world.journal.resolve(id, { action: 'adopt', addresses: ['10.0.0.50'], reason: 'the other one is ours by hand' }, 'bob')
      expect(await world.get(id)).toMatchObject({ state: 'succeeded', addresses: [{ ip: '10.0.0.50', outcome: 'done' }] })
    })

    it('counts it also where another operation had placed it a moment before', async () => {
      await placedByAnother()
      const id = await givenBack(2 * minute)
      await world.time.advance(minute)
      expect(await world.get(id)).toMatchObject({ state: 'succeeded', addresses: [{ ip: '10.0.0.50', outcome: 'done' }] })
    })

    it('lets a person adopt it where another operation had placed it a moment before', async () => {
      await placedByAnother()
      world.cloud.scripts.push(neverDone)
      const id = await world.accept({ mode: 'count', count: 1 })
      await world.time.advance(10 * second)
      world.cloud.ips = ['10.0.0.4']
      await world.time.advance(2 * minute)
      world.cloud.ips.push('10.0.0.50', '10.0.0.99')
      await world.time.advance(3 * minute)
      await world.journal.resolve(id, { action: 'adopt', addresses: ['10.0.0.50'], reason: 'seen in the cloud’s own log' }, 'bob')
      expect(await world.get(id)).toMatchObject({ state: 'succeeded', addresses: [{ ip: '10.0.0.50', outcome: 'done' }] })
    })

    it('is not said to have been given what reads leave out only because they lag behind', async () => {
      await placedByAnother()
      world.cloud.scripts.push(neverDone)
      const id = await world.accept({ mode: 'count', count: 1 })
      await world.time.advance(second)
      world.cloud.stale = ['10.0.0.4']
      await world.time.advance(110 * second)
      world.cloud.stale = undefined
      await world.time.advance(5 * minute)
      expect(await world.get(id)).toMatchObject({ state: 'running', unconfirmed: true, addresses: [] })
    })

    it('told to be closed, says that it came all the same when a late copy brings it', async () => {
      world.cloud.scripts.push(neverDone)
      const id = await world.accept({ mode: 'count', count: 1 })
      await world.time.advance(10 * second)
      world.cloud.ips = ['10.0.0.4']
      await world.time.advance(16 * minute)
      await world.journal.resolve(id, { action: 'close', reason: 'nobody knows' }, 'bob')
      world.cloud.ips.push('10.0.0.50')
      await world.time.advance(10 * minute)
      expect(await world.get(id)).toMatchObject({
        state: 'failed',
        findings: [{}, { code: 'late_arrival', params: { added: ['10.0.0.50'] } }],
      })
    })

    it('does not count what a late copy of another operation may have placed', async () => {
      world.cloud.ips = ['10.0.0.4']
      world.cloud.scripts.push(...neverDoneAtAll)
      const closed = await world.accept({ mode: 'explicit', addresses: [{ ip: '10.0.0.50' }] })
      await world.time.advance(3 * minute)
      await world.journal.resolve(closed, { action: 'close', reason: 'nobody knows' }, 'bob')
      const id = await givenBack(2 * minute)
      await world.time.advance(minute)
      expect(await world.get(id)).toMatchObject({ state: 'running', unconfirmed: true, addresses: [] })
    })
  })

  it('counts an address whose request was refused shortly before', async () => {
    world.cloud.scripts.push(answer({ kind: 'refused', cause: 'quota_exceeded', retry: false }))
    const refused = await world.accept({ mode: 'explicit', addresses: [{ ip: '10.0.0.10' }] })
    await world.time.advance(3 * second)
    expect((await world.get(refused)).state).toBe('failed')
    const id = await world.accept({ mode: 'count', count: 1 })
    await world.time.advance(3 * second)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', addresses: [{ ip: '10.0.0.10' }] })
  })

  it('counts an address that was placed long ago, went, and came again', async () => {
    const first = await world.accept({ mode: 'explicit', addresses: [{ ip: '10.0.0.10' }] })
    await world.time.advance(3 * minute)
    expect((await world.get(first)).state).toBe('succeeded')
    world.cloud.ips = ['10.0.0.4']
    const id = await world.accept({ mode: 'count', count: 1 })
    await world.time.advance(3 * second)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', addresses: [{ ip: '10.0.0.10' }] })
  })
})
