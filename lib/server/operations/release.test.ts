import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AssignBodyInput } from '#lib/schema/assign.ts'
import { code, minute, second, unknown } from './testing/answers.ts'
import { lostChange, neverChanged, neverChangedAtAll } from './testing/changes.ts'
import { createWorld, type World } from './testing/world.ts'

const ip = '10.0.0.20'
const other = '10.0.0.21'
let world: World
let worker: ReturnType<World['spawn']>
const begin = async (api: 'v2' | 'v3') => {
  world = await createWorld({ api })
  world.cloud.ips.push(ip, other)
  worker = world.spawn()
  await worker.start()
}
afterEach(async () => {
  await worker.stop(0)
  await world.close()
})

describe.each(['v2', 'v3'] as const)('a release on %s', (api) => {
  beforeEach(() => begin(api))

  it('is sent once, followed by its task and read back; then everything is free', async () => {
    const id = await world.release([ip])
    expect([await world.locks(), (await world.claims()).length]).toEqual([[id], 1])
    await world.time.advance(3 * second)
    expect(await world.get(id)).toMatchObject({
      kind: 'release',
      state: 'succeeded',
      evidence: 'task',
      addresses: [{ ip, outcome: 'done' }],
      steps: [{ state: 'succeeded', addresses: [ip], attempts: [{ outcome: 'accepted' }] }],
    })
    // Accepted as before EIPs were kept: that there was none is not said.
    const { eipsObservedAt, addresses } = await world.get(id)
    expect([eipsObservedAt, addresses[0]?.eip]).toEqual([undefined, undefined])
    expect(world.cloud.changed).toEqual([{ kind: 'release', vpcId: 'vpc-1', eniId: 'eni-1', addresses: [ip] }])
    expect(world.cloud.ips).toEqual(['10.0.0.4', other])
    expect([await world.locks(), await world.claims()]).toEqual([[], []])
    expect(world.eniReads.at(-1)).toEqual(['10.0.0.4', other])
    expect((await world.audits()).map(({ action, phase }) => `${action} ${phase}`)).toEqual(['release intent', 'release completion'])
    expect((await world.verify()).faults).toEqual([])
  })

  it('whose answer was lost is settled by two reads without it, never sent again, and kept from others until no copy can arrive', async () => {
    world.cloud.changeScripts.push(lostChange)
    const id = await world.release([ip])
    await world.time.advance(3 * second)
    expect(await world.get(id)).toMatchObject({ state: 'running', unconfirmed: true })
    await world.time.advance(12 * second)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', evidence: 'observed', addresses: [{ outcome: 'done' }], findings: [] })
    expect(world.cloud.changed).toHaveLength(1)
    expect(await world.locks()).toEqual([])
    const again: AssignBodyInput = { mode: 'explicit', addresses: [{ ip }] }
    await expect(world.accept(again)).rejects.toMatchObject({ code: 'address_cooling' })
    // Longer than the window of either API in these tests.
    await world.time.advance(40 * minute)
    await world.accept(again)
  })

  it('that never arrived is sent again after 20 s, at most five times; then a person is asked', async () => {
    world.cloud.changeScripts.push(neverChanged)
    const id = await world.release([ip])
    await world.time.advance(15 * second)
    expect(world.cloud.changed).toHaveLength(1)
    await world.time.advance(45 * second)
    expect(world.cloud.changed).toHaveLength(2)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', evidence: 'task' })

    world.cloud.changeScripts.push(...neverChangedAtAll)
    const stuck = await world.release([other])
    await world.time.advance(16 * minute)
    expect(world.cloud.changed).toHaveLength(7)
    expect(await world.get(stuck)).toMatchObject({
      state: 'needs_attention',
      unconfirmed: true,
      error: { code: 'no_change_seen', params: { ips: [other] } },
    })
  })

  it('that is refused on its second request fails only when reads bear it out for a minute', async () => {
    world.cloud.changeScripts.push(neverChanged, () => ({ kind: 'refused', cause: 'address_not_on_eni', retry: false }))
    const id = await world.release([ip])
    await world.time.advance(70 * second)
    expect(await world.get(id)).toMatchObject({ state: 'running', unconfirmed: true })
    await world.time.advance(60 * second)
    expect(await world.get(id)).toMatchObject({ state: 'failed', addresses: [{ outcome: 'failed', cause: 'address_not_on_eni' }] })
  })

  it('whose task and ENI do not agree is read on, then a person decides; a later read settles it', async () => {
    world.cloud.changeScripts.push(({ write, cloud }) => cloud.acceptChange(write, 'succeeded', false))
    const id = await world.release([ip])
    await world.time.advance(30 * second)
    expect((await world.get(id)).state).toBe('running')
    await world.time.advance(minute)
    expect(await world.get(id)).toMatchObject({ state: 'needs_attention', error: code('task_succeeded_but_unchanged'), adoptable: [] })
    world.cloud.ips.splice(1, 1)
    await world.time.advance(2 * minute)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded' })

    world.cloud.changeScripts.push(({ write, cloud }) => cloud.acceptChange(write, 'failed'))
    const odd = await world.release([other])
    await world.time.advance(2 * minute)
    expect(await world.get(odd)).toMatchObject({ state: 'needs_attention', error: code('task_failed_but_done'), adoptable: [other] })
    await world.journal.resolve(odd, { action: 'adopt', reason: 'seen', addresses: [other] }, 'ann')
    expect(await world.get(odd)).toMatchObject({ state: 'succeeded', evidence: 'person' })
  })
})

/** The two APIs do not differ in these. */
describe('a release', () => {
  beforeEach(() => begin('v3'))

  it('more than ten are several calls', async () => {
    const many = Array.from({ length: 13 }, (_, n) => `10.0.0.${100 + n}`)
    world.cloud.ips.push(...many)
    const id = await world.release(many)
    await world.time.advance(10 * second)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', steps: [{ n: 1 }, { n: 2 }] })
    expect(world.cloud.changed.map((write) => write.kind === 'release' && write.addresses.length)).toEqual([10, 3])
  })

  it('of two of which one went is repeated with the other alone', async () => {
    world.cloud.changeScripts.push(({ write, cloud }) => {
      if (write.kind === 'release') cloud.apply({ ...write, addresses: [ip] })
      return unknown
    })
    const id = await world.release([ip, other])
    await world.time.advance(minute)
    expect(world.cloud.changed).toMatchObject([{ addresses: [ip, other] }, { addresses: [other] }])
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', evidence: 'observed' })
  })

  it('that is refused for good fails with the cloud’s words; with a busy ENI it waits', async () => {
    const busy = { kind: 'busy', cause: 'eni_busy' } as const
    const no = { kind: 'refused', cause: 'forbidden', retry: false, cloudCode: 'X', cloudMessage: 'no' } as const
    world.cloud.changeScripts.push(
      () => busy,
      () => no,
    )
    const id = await world.release([ip])
    await world.time.advance(10 * second)
    expect(await world.get(id)).toMatchObject({ state: 'failed', error: { code: 'forbidden', cloudCode: 'X', cloudMessage: 'no' } })
    expect(world.cloud.changed).toHaveLength(2)
    expect(world.cloud.ips).toContain(ip)
    expect(await world.claims()).toEqual([])
  })

  it('sends nothing for what has left the ENI meanwhile, which takes a read that cannot be from before it came', async () => {
    world.cloud.ips.splice(1, 1)
    const id = await world.release([ip])
    await world.time.advance(110 * second)
    expect((await world.get(id)).state).toBe('running')
    await world.time.advance(minute)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', addresses: [{ outcome: 'already_there', cause: 'already_gone' }] })
    expect(world.cloud.changed).toEqual([])
  })

  it('never sends the primary, nor an address with an EIP that the person was not told of', async () => {
    world.cloud.eips.set(ip, 'eip-new').set(other, 'eip-told')
    const id = await world.release(['10.0.0.4', ip, other], { unbindEips: ['eip-told'] })
    await world.time.advance(3 * minute)
    expect(await world.get(id)).toMatchObject({
      state: 'partial',
      addresses: [{ outcome: 'failed', cause: 'address_is_primary' }, { outcome: 'failed', cause: 'eip_bound' }, { outcome: 'done' }],
    })
    expect(world.cloud.changed).toMatchObject([{ addresses: [other] }])
  })

  it('whose task fails without effect fails', async () => {
    world.cloud.changeScripts.push(({ write, cloud }) => cloud.acceptChange(write, 'failed', false))
    const id = await world.release([ip])
    await world.time.advance(20 * second)
    expect(await world.get(id)).toMatchObject({ state: 'failed', error: code('task_failed') })
  })

  it('closed in doubt: the ENI is watched, and a late copy is told', async () => {
    world.cloud.changeScripts.push(...neverChangedAtAll)
    const id = await world.release([ip])
    await world.time.advance(4 * minute)
    await world.journal.resolve(id, { action: 'close', reason: 'enough' }, 'ann')
    expect(await world.get(id)).toMatchObject({ state: 'failed', addresses: [{ cause: 'closed_by_person' }] })
    world.cloud.ips.splice(1, 1)
    await world.time.advance(2 * minute)
    expect((await world.get(id)).findings).toContainEqual(expect.objectContaining({ code: 'late_departure', params: { ips: [ip] } }))
  })

  it('can be retried by a person, with a look first', async () => {
    world.cloud.changeScripts.push(...neverChangedAtAll)
    const id = await world.release([ip])
    await world.time.advance(4 * minute)
    await world.journal.resolve(id, { action: 'retry', reason: 'network mended' }, 'ann')
    await world.time.advance(minute)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded' })
    expect(world.cloud.changed).toHaveLength(6)
  })
})

describe('an address that went and is back', () => {
  it('on v3 by its time of creation: released, and never sent again', async () => {
    await begin('v3')
    world.cloud.changeScripts.push(({ write, cloud }) => {
      cloud.apply(write)
      cloud.on('eni-1').push(ip)
      cloud.born(ip)
      return unknown
    })
    const id = await world.release([ip])
    await world.time.advance(minute)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', evidence: 'observed' })
    expect(world.cloud.changed).toHaveLength(1)
    expect(world.cloud.ips).toContain(ip)
  })

  it('on v3 after a read without it that was a stale one: not released, so sent again', async () => {
    await begin('v3')
    world.cloud.changeScripts.push(neverChanged)
    const id = await world.release([ip])
    // The read before the request is a true one.
    await world.time.advance(second / 2)
    world.cloud.stale = ['10.0.0.4', other]
    await world.time.advance(3 * second)
    world.cloud.stale = undefined
    await world.time.advance(minute)
    expect(world.cloud.changed).toHaveLength(2)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', evidence: 'task' })
  })

  it('on v2, seen gone once and back: released, with a word about it', async () => {
    await begin('v2')
    world.cloud.changeScripts.push(lostChange)
    const id = await world.release([ip])
    await world.time.advance(second)
    world.cloud.ips.push(ip)
    await world.time.advance(minute)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', findings: [{ code: 'back_again', params: { ips: [ip] } }] })
    expect(world.cloud.changed).toHaveLength(1)
    expect(world.cloud.ips).toContain(ip)
  })

  it('v3 without the right to ask for times is looked at as v2; one that does not answer is waited for', async () => {
    await begin('v3')
    world.cloud.createdError = 'forbidden'
    world.cloud.changeScripts.push(neverChanged)
    const id = await world.release([ip])
    await world.time.advance(minute)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded' })
    expect(world.cloud.changed).toHaveLength(2)

    world.cloud.createdError = undefined
    world.cloud.changeScripts.push(neverChanged)
    const next = await world.release([other])
    await world.time.advance(second)
    world.cloud.createdError = 'unavailable'
    await world.time.advance(2 * minute)
    expect(world.cloud.changed).toHaveLength(3)
    world.cloud.createdError = undefined
    await world.time.advance(minute)
    expect(await world.get(next)).toMatchObject({ state: 'succeeded' })
  })
})

it('a count right after a release may get the same address', async () => {
  await begin('v2')
  const placed = await world.accept({ mode: 'explicit', addresses: [{ ip: '10.0.0.10' }] })
  await world.time.advance(3 * second)
  expect(await world.get(placed)).toMatchObject({ state: 'succeeded' })
  await world.release(['10.0.0.10'])
  await world.time.advance(3 * second)
  const id = await world.accept({ mode: 'count', count: 1 })
  await world.time.advance(25 * second)
  expect(await world.get(id)).toMatchObject({ state: 'running', addresses: [] })
  await world.time.advance(15 * second)
  expect(await world.get(id)).toMatchObject({ state: 'succeeded', addresses: [{ ip: '10.0.0.10' }] })
})
