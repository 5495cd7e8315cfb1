import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { answer, code, lostReply, minute, neverDone, neverDoneAtAll, second, two, unknown } from './testing/answers.ts'
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

describe('an explicit request whose answer was lost', () => {
  it('is settled by two reads 30 s apart on v2, and never sent again', async () => {
    world.cloud.scripts.push(lostReply())
    const id = await world.accept(two)
    await world.time.advance(second)
    expect(await world.get(id)).toMatchObject({
      state: 'running',
      unconfirmed: true,
      addresses: [{ outcome: 'unknown' }, { outcome: 'unknown' }],
      steps: [{ state: 'unknown', nextAt: expect.any(String), attempts: [{ outcome: 'unknown', cloudMessage: '<html>' }] }],
    })
    await world.time.advance(28 * second)
    expect((await world.get(id)).state).toBe('running')
    await world.time.advance(5 * second)
    expect(await world.get(id)).toMatchObject({
      state: 'succeeded',
      unconfirmed: false,
      evidence: 'observed',
      addresses: [{ outcome: 'done' }, { outcome: 'done' }],
    })
    expect(world.cloud.sent).toHaveLength(1)
  })

  it('is settled by the first read on v3, which tells that the address is available', async () => {
    await beginAgain('v3')
    world.cloud.scripts.push(lostReply())
    world.cloud.pending.add('10.0.0.21')
    const id = await world.accept(two)
    await world.time.advance(3 * second)
    expect((await world.get(id)).state).toBe('running')
    world.cloud.pending.clear()
    await world.time.advance(10 * second)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', evidence: 'observed' })
  })

  it('keeps its addresses from others until no late copy can arrive, and the ENI free', async () => {
    world.cloud.scripts.push(lostReply())
    const id = await world.accept(two)
    await world.time.advance(40 * second)
    expect((await world.get(id)).state).toBe('succeeded')
    expect(await world.locks()).toEqual([])
    await expect(world.accept(two, { eniId: 'eni-2' })).rejects.toMatchObject({
      code: 'address_cooling',
      detail: { operationId: id, fields: [{ code: 'cooling', params: { until: expect.any(String) } }, {}] },
    })
    const held = await world.journal.held({ account: 'main', region: 'gz' }, 'vpc-1')
    expect([...held.claims.values()]).toEqual([
      { operationId: id, until: expect.any(String) },
      { operationId: id, until: expect.any(String) },
    ])
    await world.time.advance(31 * minute)
    expect((await world.journal.held({ account: 'main', region: 'gz' }, 'vpc-1')).claims.size).toBe(0)
    await world.accept(two, { eniId: 'eni-2' })
  })

  it('that had no effect is sent again under the same token when it is surely missing and free', async () => {
    world.cloud.scripts.push(neverDone)
    const id = await world.accept(two)
    await world.time.advance(19 * second)
    expect(world.cloud.sent).toHaveLength(1)
    await world.time.advance(5 * second)
    expect(await world.get(id)).toMatchObject({
      state: 'succeeded',
      evidence: 'task',
      addresses: [{ outcome: 'done' }, { outcome: 'done' }],
      steps: [{ attempts: [{ outcome: 'unknown' }, { outcome: 'accepted' }] }],
    })
    expect(world.cloud.sent.map((sent) => sent.params)).toEqual([world.cloud.sent[0]?.params, world.cloud.sent[0]?.params])
    expect(new Set(world.cloud.sent.map((sent) => sent.clientToken)).size).toBe(1)
    expect(world.cloud.ledger).toEqual([['10.0.0.20', '10.0.0.21']])
  })

  it('that had half of its effect has only the rest sent, under a new token', async () => {
    world.cloud.scripts.push(lostReply(['10.0.0.20']))
    const id = await world.accept(two)
    await world.time.advance(40 * second)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', evidence: 'observed' })
    expect(world.cloud.sent[1]?.params).toMatchObject({ addresses: [{ ip: '10.0.0.21' }] })
    expect(world.cloud.sent[1]?.clientToken).not.toBe(world.cloud.sent[0]?.clientToken)
    expect(world.cloud.ledger).toEqual([['10.0.0.20'], ['10.0.0.21']])
  })

  it('is sent at most five times, from the third on under a new token; then a person is asked at once', async () => {
    world.cloud.scripts.push(...neverDoneAtAll)
    const id = await world.accept(two)
    await world.time.advance(3 * minute)
    const stuck = await world.get(id)
    expect(stuck).toMatchObject({
      state: 'needs_attention',
      unconfirmed: true,
      error: { code: 'not_seen', params: { absent: ['10.0.0.20', '10.0.0.21'], present: [] } },
    })
    const tokens = world.cloud.sent.map((sent) => sent.clientToken)
    expect(tokens).toHaveLength(5)
    expect(tokens[1]).toBe(tokens[0])
    expect(new Set(tokens).size).toBe(4)
    await world.time.advance(20 * minute)
    expect(world.cloud.sent).toHaveLength(5)
    expect(world.cloud.ledger).toEqual([])
  })

  it('is not sent again once one look has shown it, even if a later one does not', async () => {
    world.cloud.scripts.push(lostReply())
    const id = await world.accept(two)
    await world.time.advance(3 * second)
    world.cloud.ips = ['10.0.0.4']
    await world.time.advance(20 * minute)
    expect(world.cloud.sent).toHaveLength(1)
    expect(await world.get(id)).toMatchObject({
      state: 'needs_attention',
      error: { code: 'not_seen', params: { absent: [], present: ['10.0.0.20', '10.0.0.21'] } },
    })
  })

  it('is not sent again while the cloud works on it, nor by who has lost the right', async () => {
    await beginAgain('v3')
    world.cloud.scripts.push(lostReply())
    // Nobody but the ENI itself can say that they are on their way.
    world.cloud.usedError = 'forbidden'
    world.cloud.pending.add('10.0.0.20').add('10.0.0.21')
    const pending = await world.accept(two)
    await world.time.advance(10 * minute)
    expect((await world.get(pending)).state).toBe('running')
    expect(world.cloud.sent).toHaveLength(1)
    world.cloud.pending.clear()
    await world.time.advance(30 * second)
    expect((await world.get(pending)).state).toBe('succeeded')

    world.cloud.scripts.push(() => {
      world.mayWrite.value = false
      return unknown
    })
    const lost = await world.accept({ mode: 'explicit', addresses: [{ ip: '10.0.0.30' }] })
    await world.time.advance(16 * minute)
    expect((await world.get(lost)).state).toBe('needs_attention')
    expect(world.cloud.sent).toHaveLength(2)
  })

  it('is not sent again into an ENI that is gone', async () => {
    world.cloud.scripts.push(neverDone)
    const id = await world.accept(two)
    await world.time.advance(second)
    world.cloud.exists = false
    await world.time.advance(16 * minute)
    expect(await world.get(id)).toMatchObject({ state: 'needs_attention', error: { code: 'eni_not_found' } })
    expect(world.cloud.sent).toHaveLength(1)
  })

  it('whose repeat is refused for good fails after a read, and what came stays', async () => {
    world.cloud.scripts.push(
      lostReply(['10.0.0.20']),
      answer({ kind: 'refused', cause: 'quota_exceeded', retry: false, cloudCode: '5100' }),
    )
    const id = await world.accept(two)
    await world.time.advance(60 * second)
    expect(await world.get(id)).toMatchObject({
      state: 'partial',
      error: { code: 'quota_exceeded', cloudCode: '5100' },
      addresses: [{ outcome: 'done' }, { outcome: 'failed', cause: 'quota_exceeded' }],
    })
    expect(await world.locks()).toEqual([])
  })

  it('whose repeat is refused because the first one did it after all is done', async () => {
    world.cloud.scripts.push(neverDone, ({ params, cloud }) => {
      cloud.execute(params)
      return { kind: 'refused', cause: 'quota_exceeded', retry: false }
    })
    const id = await world.accept(two)
    await world.time.advance(2 * minute)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', evidence: 'observed' })
    expect(world.cloud.ledger).toHaveLength(1)
  })

  it('of which something else holds one address (v3 says who) fails that one and places the others', async () => {
    await beginAgain('v3')
    world.cloud.scripts.push((call) => {
      // Taken only now: what is held before the request fails before it.
      world.cloud.elsewhere.set('10.0.0.20', 'eni-9')
      return neverDone(call)
    })
    const id = await world.accept(two)
    await world.time.advance(40 * second)
    expect(await world.get(id)).toMatchObject({
      state: 'partial',
      error: { code: 'held_elsewhere', params: { ips: ['10.0.0.20'], holders: ['ENI eni-9'] } },
      findings: [{ code: 'held_elsewhere' }],
      addresses: [{ outcome: 'failed', cause: 'held_elsewhere' }, { outcome: 'done' }],
    })
    expect(world.cloud.sent[1]?.params).toMatchObject({ addresses: [{ ip: '10.0.0.21' }] })
    expect(world.taken).toEqual(['10.0.0.20'])
  })

  it('waits while v3 cannot say whether the addresses are free, or says that they are on this very ENI', async () => {
    await beginAgain('v3')
    world.cloud.scripts.push(lostReply())
    world.cloud.usedError = 'unavailable'
    world.cloud.stale = ['10.0.0.4']
    const id = await world.accept(two)
    await world.time.advance(40 * second)
    world.cloud.usedError = undefined
    await world.time.advance(40 * second)
    expect(world.cloud.sent).toHaveLength(1)
    world.cloud.stale = undefined
    await world.time.advance(30 * second)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', evidence: 'observed' })
  })

  it('of which something else holds one address (v2 only refuses) is found by halves', async () => {
    world.cloud.elsewhere.set('10.0.0.23', 'another product')
    world.cloud.scripts.push(neverDone)
    const addresses = Array.from({ length: 10 }, (_, i) => ({ ip: `10.0.0.${20 + i}` }))
    const id = await world.accept({ mode: 'explicit', addresses })
    await world.time.advance(4 * minute)
    const operation = await world.get(id)
    expect(operation).toMatchObject({ state: 'partial', error: { code: 'held_elsewhere', params: { ips: ['10.0.0.23'] } } })
    expect(operation.addresses.filter((address) => address.outcome !== 'done')).toMatchObject([
      { ip: '10.0.0.23', cause: 'held_elsewhere' },
    ])
    expect(world.cloud.ledger.flat()).toHaveLength(9)
    expect(world.taken).toEqual(['10.0.0.23'])
  })

  it('does not take “in use” for elsewhere while a hidden address may still show itself on this ENI', async () => {
    world.cloud.stale = ['10.0.0.4']
    world.cloud.scripts.push(lostReply())
    const id = await world.accept({ mode: 'explicit', addresses: [{ ip: '10.0.0.20' }] })
    await world.time.advance(70 * second)
    expect(world.cloud.sent.length).toBeGreaterThan(1)
    expect((await world.get(id)).state).toBe('running')
    world.cloud.stale = undefined
    await world.time.advance(40 * second)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', addresses: [{ outcome: 'done' }] })
    expect(world.cloud.ledger).toEqual([['10.0.0.20']])
  })

  it('waits out a busy ENI and a request that did not leave', async () => {
    world.cloud.scripts.push(neverDone, answer({ kind: 'busy', cause: 'eni_busy' }), answer({ kind: 'not_sent', cause: 'unreachable' }))
    const id = await world.accept(two)
    await world.time.advance(80 * second)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', evidence: 'task' })
    expect(world.cloud.ledger).toHaveLength(1)
  })

  it('keeps the primary flag when it is sent again', async () => {
    world.cloud.scripts.push(neverDone)
    await world.accept({ mode: 'explicit', addresses: [{ ip: '10.0.0.20', primary: true }], sendPrimaryAnyway: true })
    await world.time.advance(30 * second)
    expect(world.cloud.sent[1]?.params).toMatchObject({ addresses: [{ ip: '10.0.0.20', primary: true }] })
  })

  it('never takes for its own the same name that the next operation placed', async () => {
    world.cloud.scripts.push(...neverDoneAtAll)
    const id = await world.accept(two)
    await world.time.advance(40 * minute)
    expect(await world.locks()).toEqual([])
    const next = await world.accept(two)
    await world.time.advance(5 * minute)
    expect((await world.get(next)).state).toBe('succeeded')
    expect(await world.get(id)).toMatchObject({ state: 'needs_attention', addresses: [{ outcome: 'unknown' }, { outcome: 'unknown' }] })
  })

  it('needs a person after 15 minutes, goes on looking, and frees the ENI when no late copy can arrive', async () => {
    world.cloud.scripts.push(lostReply(['10.0.0.20']))
    const id = await world.accept(two)
    await world.time.advance(second)
    world.mayWrite.value = false
    await world.time.advance(14 * minute)
    expect((await world.get(id)).state).toBe('running')
    await world.time.advance(2 * minute)
    const stuck = await world.get(id)
    expect(stuck).toMatchObject({
      state: 'needs_attention',
      unconfirmed: true,
      error: { code: 'not_seen', params: { absent: ['10.0.0.21'], present: ['10.0.0.20'] } },
    })
    expect(stuck.findings).toMatchObject([{ code: 'not_seen', params: { absent: ['10.0.0.21'], present: ['10.0.0.20'] } }])
    await expect(world.accept(two)).rejects.toEqual(code('eni_busy'))
    const reads = world.cloud.reads
    await world.time.advance(10 * minute)
    expect(world.cloud.reads - reads).toBe(10)
    await world.time.advance(6 * minute)
    expect((await world.get(id)).findings.map((finding) => finding.code)).toEqual(['not_seen', 'lock_freed'])
    expect(await world.locks()).toEqual([])
    world.mayWrite.value = true
    const next = await world.accept({ mode: 'count', count: 1 })
    await world.time.advance(5 * second)
    expect((await world.get(next)).state).toBe('succeeded')
    world.cloud.ips.push('10.0.0.21')
    await world.time.advance(3 * minute)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', evidence: 'observed', error: undefined })
    expect(world.cloud.sent).toHaveLength(2)
  })

  it('is not settled by addresses that were seen and then went, nor forgets that it saw them', async () => {
    world.cloud.scripts.push(lostReply())
    const id = await world.accept(two)
    await world.time.advance(33 * second)
    expect((await world.get(id)).state).toBe('succeeded')
    world.cloud.ips = ['10.0.0.4']
    await world.time.advance(minute)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', addresses: [{ outcome: 'done' }, { outcome: 'done' }] })
  })

  it('survives a cloud that cannot be asked', async () => {
    world.cloud.scripts.push(({ params, cloud }) => {
      world.cloud.readError = 'unreachable'
      cloud.execute(params)
      return unknown
    })
    const id = await world.accept(two)
    await world.time.advance(20 * minute)
    expect(await world.get(id)).toMatchObject({ state: 'needs_attention', error: { code: 'unreachable' } })
    world.cloud.readError = undefined
    await world.time.advance(3 * minute)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', evidence: 'observed' })
  })
})
