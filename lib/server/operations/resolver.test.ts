import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AssignBodyInput } from '#lib/schema/assign.ts'
import type { WriteOutcome } from '#lib/server/cloud/client.ts'
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

const second = 1000
const minute = 60 * second
const two: AssignBodyInput = { mode: 'explicit', addresses: [{ ip: '10.0.0.20' }, { ip: '10.0.0.21' }] }
const unknown: WriteOutcome = { kind: 'unknown', cause: 'timeout', httpStatus: 502, cloudMessage: '<html>' }
/** The cloud does what was asked, all of it or only these, and nobody hears of it. */
const lostReply =
  (only?: string[]): World['cloud']['scripts'][number] =>
  ({ params, cloud }) => {
    if (only && params.mode === 'explicit')
      cloud.execute({ ...params, addresses: params.addresses.filter((address) => only.includes(address.ip)) })
    else cloud.execute(params)
    return unknown
  }
const neverDone: World['cloud']['scripts'][number] = () => unknown
const code = (name: string) => expect.objectContaining({ code: name })

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
    await worker.stop(0)
    await world.close()
    await begin('v3')
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

  it('needs a person after 15 minutes, goes on looking, and frees the ENI when no late copy can arrive', async () => {
    world.cloud.scripts.push(lostReply(['10.0.0.20']))
    const id = await world.accept(two)
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

describe('a count', () => {
  it('whose answer was lost is never sent again and shows the exact difference', async () => {
    world.cloud.scripts.push(lostReply())
    const id = await world.accept({ mode: 'count', count: 2 })
    await world.time.advance(16 * minute)
    expect(await world.get(id)).toMatchObject({
      state: 'needs_attention',
      unconfirmed: true,
      findings: [{ code: 'difference', params: { expected: 2, added: ['10.0.0.10', '10.0.0.11'], addedByOthers: [] } }],
    })
    await world.time.advance(20 * minute)
    expect(world.cloud.sent).toHaveLength(1)
    expect(await world.locks()).toEqual([])
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

  it('never counts what another operation placed, even if a stale read hides it', async () => {
    const first = await world.accept({ mode: 'explicit', addresses: [{ ip: '10.0.0.50' }] })
    await world.time.advance(3 * second)
    expect((await world.get(first)).state).toBe('succeeded')
    world.cloud.stale = ['10.0.0.4']
    world.cloud.scripts.push(({ params, cloud }) => {
      world.cloud.stale = undefined
      return cloud.accept(params)
    })
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

describe('the cloud’s task', () => {
  it('is polled until it ends; success is believed when the ENI shows it', async () => {
    world.cloud.scripts.push(({ params, cloud }) => cloud.accept(params, 'running'))
    const id = await world.accept(two)
    await world.time.advance(2 * minute)
    expect((await world.get(id)).state).toBe('running')
    expect(world.cloud.polls).toBeGreaterThan(20)
    expect(world.cloud.polls).toBeLessThan(40)
    world.cloud.taskOf.set('task-1', 'succeeded')
    world.cloud.stale = ['10.0.0.4']
    await world.time.advance(30 * second)
    expect((await world.get(id)).state).toBe('running')
    world.cloud.stale = undefined
    await world.time.advance(6 * second)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', evidence: 'task' })
  })

  it('that succeeded without an effect, and failed with one, need a person', async () => {
    world.cloud.scripts.push(({ params, cloud }) => cloud.accept(params, 'succeeded', false))
    const absent = await world.accept(two)
    await world.time.advance(70 * second)
    expect(await world.get(absent)).toMatchObject({
      state: 'needs_attention',
      error: { code: 'task_succeeded_but_absent', params: { absent: ['10.0.0.20', '10.0.0.21'] } },
    })
    world.cloud.ips.push('10.0.0.20', '10.0.0.21')
    await world.time.advance(70 * second)
    expect((await world.get(absent)).state).toBe('succeeded')

    world.cloud.scripts.push(({ params, cloud }) => cloud.accept(params, 'failed'))
    const present = await world.accept({ mode: 'explicit', addresses: [{ ip: '10.0.0.30' }] })
    await world.time.advance(70 * second)
    expect(await world.get(present)).toMatchObject({
      state: 'needs_attention',
      error: { code: 'task_failed_but_present', params: { present: ['10.0.0.30'] } },
    })
    world.cloud.ips = world.cloud.ips.filter((ip) => ip !== '10.0.0.30')
    await world.time.advance(3 * minute)
    expect(await world.get(present)).toMatchObject({ state: 'failed', error: { code: 'task_failed' } })
  })

  it('that failed is failed after two reads without the address', async () => {
    world.cloud.scripts.push(({ params, cloud }) => cloud.accept(params, 'failed', false))
    const id = await world.accept(two)
    await world.time.advance(4 * second)
    expect((await world.get(id)).state).toBe('running')
    await world.time.advance(3 * second)
    expect(await world.get(id)).toMatchObject({
      state: 'failed',
      evidence: undefined,
      error: { code: 'task_failed' },
      addresses: [{ cause: 'task_failed' }, { cause: 'task_failed' }],
    })
  })

  it('that never ends needs a person after 15 minutes, and is still followed', async () => {
    world.cloud.scripts.push(({ params, cloud }) => cloud.accept(params, 'running'))
    const id = await world.accept(two)
    await world.time.advance(16 * minute)
    expect(await world.get(id)).toMatchObject({ state: 'needs_attention', error: { code: 'task_still_running' } })
    expect(await world.locks()).toEqual([id])
    world.cloud.taskOf.set('task-1', 'succeeded')
    await world.time.advance(2 * minute)
    expect((await world.get(id)).state).toBe('succeeded')
  })

  it('that the cloud does not know (any more) is replaced by looking', async () => {
    world.cloud.scripts.push(({ params, cloud }) => {
      cloud.execute(params)
      return { kind: 'accepted', taskId: 'nobody-knows' }
    })
    const id = await world.accept(two)
    await world.time.advance(40 * second)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', evidence: 'observed', findings: [{ code: 'task_lost' }] })
  })

  it('is not needed: accepted without one, a count too is settled by two reads', async () => {
    world.cloud.scripts.push(({ params, cloud }) => {
      cloud.execute(params)
      return { kind: 'accepted', taskId: undefined }
    })
    const id = await world.accept({ mode: 'count', count: 2 })
    await world.time.advance(40 * second)
    expect(await world.get(id)).toMatchObject({
      state: 'succeeded',
      evidence: 'observed',
      addresses: [{ ip: '10.0.0.10' }, { ip: '10.0.0.11' }],
    })
  })

  it('a reply with other addresses than asked for is not believed', async () => {
    world.cloud.scripts.push(({ params, cloud }) => {
      cloud.execute(params)
      return { kind: 'accepted', taskId: 'somebody-elses', addresses: ['10.9.9.9'] }
    })
    const id = await world.accept(two)
    await world.time.advance(second)
    expect(await world.get(id)).toMatchObject({ unconfirmed: true, steps: [{ state: 'unknown', taskId: undefined }] })
  })
})

describe('a person', () => {
  const stuck = async () => {
    world.cloud.scripts.push(neverDone)
    const id = await world.accept(two)
    await world.time.advance(16 * minute)
    expect((await world.get(id)).state).toBe('needs_attention')
    return id
  }

  it('closes: failed, the ENI free, the addresses kept until no late copy can arrive, audited with the reason', async () => {
    const id = await stuck()
    const closed = await world.journal.resolve(id, { action: 'close', reason: 'the cloud said no by phone' }, 'bob')
    expect(closed).toMatchObject({
      state: 'failed',
      evidence: 'person',
      error: { code: 'closed_by_person' },
      addresses: [{ outcome: 'failed', cause: 'closed_by_person' }, {}],
    })
    expect(await world.locks()).toEqual([])
    await expect(world.accept(two, { eniId: 'eni-2' })).rejects.toEqual(code('address_cooling'))
    expect(await world.audits()).toMatchObject([
      { phase: 'intent' },
      { action: 'close', phase: 'resolution' },
      { action: 'assign', phase: 'completion' },
    ])
    const row = await world.db.kysely.selectFrom('audit').selectAll().where('phase', '=', 'resolution').executeTakeFirstOrThrow()
    expect(row).toMatchObject({ actor: 'bob', data: expect.stringContaining('by phone') })
    expect((await world.verify()).faults).toEqual([])
    await world.time.advance(5 * minute)
    expect(await world.get(id)).toEqual(closed)
    await expect(world.journal.resolve(id, { action: 'close', reason: 'again' }, 'bob')).rejects.toEqual(code('not_resolvable'))
  })

  it('has it looked at now', async () => {
    const id = await stuck()
    const reads = world.cloud.reads
    await world.journal.resolve(id, { action: 'check' }, 'bob')
    await world.time.advance(100)
    expect(world.cloud.reads).toBe(reads + 1)
  })

  it('cannot close what is still running, adopt or retry yet, or touch what does not exist', async () => {
    world.cloud.scripts.push(neverDone)
    const id = await world.accept(two)
    await world.time.advance(second)
    await expect(world.journal.resolve(id, { action: 'close', reason: 'impatience' }, 'bob')).rejects.toEqual(code('not_resolvable'))
    await world.time.advance(16 * minute)
    await expect(world.journal.resolve(id, { action: 'adopt', reason: 'x' }, 'bob')).rejects.toEqual(code('not_supported'))
    await expect(world.journal.resolve(id, { action: 'retry', reason: 'x' }, 'bob')).rejects.toEqual(code('not_supported'))
    await expect(world.journal.resolve('op-nowhere', { action: 'check' }, 'bob')).rejects.toEqual(code('not_found'))
  })

  it('closes under a worker that is just looking: its late write changes nothing', async () => {
    const id = await stuck()
    await worker.stop(0)
    let close: Promise<unknown> | undefined
    const other = world.spawn({
      observe: (point) => {
        if (point === 'read_back') close ??= world.journal.resolve(id, { action: 'close', reason: 'now' }, 'bob')
        return close?.then(() => undefined)
      },
    })
    world.cloud.ips.push('10.0.0.20', '10.0.0.21')
    await world.time.advance(minute)
    const ticked = other.tick()
    await world.time.advance(0)
    await ticked
    expect(await world.get(id)).toMatchObject({ state: 'failed', evidence: 'person' })
    expect(world.faults).toEqual([])
  })
})
