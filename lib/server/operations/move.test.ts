import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { code, minute, second, unknown } from './testing/answers.ts'
import { lostChange, neverChanged, neverChangedAtAll } from './testing/changes.ts'
import { createWorld, type World } from './testing/world.ts'

const ip = '10.0.0.20'
let world: World
let worker: ReturnType<World['spawn']>
const begin = async (api: 'v2' | 'v3') => {
  world = await createWorld({ api })
  world.cloud.ips.push(ip)
  world.cloud.on('eni-2')
  worker = world.spawn()
  await worker.start()
}
afterEach(async () => {
  await worker.stop(0)
  await world.close()
})
const where = () => ['eni-1', 'eni-2'].filter((eniId) => world.cloud.on(eniId).includes(ip))
const eniLocks = async () =>
  (await world.db.kysely.selectFrom('eni_lock').select('eni_id').orderBy('eni_id').execute()).map((row) => row.eni_id)

describe.each(['v2', 'v3'] as const)('a move on %s', (api) => {
  beforeEach(() => begin(api))

  it('keeps both ENIs, is sent once, and ends when both have been read', async () => {
    const id = await world.move(ip)
    expect(await eniLocks()).toEqual(['eni-1', 'eni-2'])
    await expect(world.accept({ mode: 'count', count: 1 }, { eniId: 'eni-2' })).rejects.toMatchObject({ code: 'eni_busy' })
    await expect(world.release([ip])).rejects.toMatchObject({ code: 'eni_busy', detail: { operationId: id } })
    await world.time.advance(3 * second)
    expect(await world.get(id)).toMatchObject({ kind: 'move', eniId: 'eni-1', toEniId: 'eni-2', state: 'succeeded', evidence: 'task' })
    expect(world.cloud.changed).toEqual([{ kind: 'move', vpcId: 'vpc-1', ip, fromEniId: 'eni-1', toEniId: 'eni-2' }])
    expect(where()).toEqual(['eni-2'])
    expect(await eniLocks()).toEqual([])
    // The list of either ENI shows the operation, and both were read since.
    for (const eni of ['eni-1', 'eni-2']) expect((await world.journal.list({ eni })).items.map((item) => item.id)).toEqual([id])
    expect(world.eniReads.slice(-2).toSorted()).toEqual([['10.0.0.4'], expect.arrayContaining([ip])].toSorted())
    const done = await world.db.kysely.selectFrom('audit').select('data').where('phase', '=', 'completion').executeTakeFirst()
    expect(JSON.parse(done?.data ?? '')).toMatchObject({ state: 'succeeded', toEniId: 'eni-2', addresses: [{ ip, outcome: 'done' }] })
    expect((await world.verify()).faults).toEqual([])
  })

  it('whose answer was lost is settled by where the address is, and never sent again', async () => {
    world.cloud.changeScripts.push(lostChange)
    const id = await world.move(ip)
    await world.time.advance(40 * second)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', evidence: 'observed', addresses: [{ ip, outcome: 'done' }] })
    expect(world.cloud.changed).toHaveLength(1)
    expect(await eniLocks()).toEqual([])
    await expect(world.move(ip, { eniId: 'eni-2' }, 'eni-1')).rejects.toMatchObject({ code: 'address_cooling' })
    await expect(world.release([ip], { eniId: 'eni-2' })).rejects.toMatchObject({ code: 'address_cooling' })
  })

  it('that never arrived is sent again while the address is where it was', async () => {
    world.cloud.changeScripts.push(neverChanged)
    const id = await world.move(ip)
    await world.time.advance(minute)
    expect(world.cloud.changed).toHaveLength(2)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', evidence: 'task' })
  })

  it('that stays unknown frees both ENIs when no copy can arrive, and a retry takes both back', async () => {
    world.cloud.changeScripts.push(...neverChangedAtAll)
    const id = await world.move(ip)
    await world.time.advance(2 * minute)
    expect(await eniLocks()).toEqual(['eni-1', 'eni-2'])
    await world.time.advance(40 * minute)
    expect(await eniLocks()).toEqual([])
    expect(await world.get(id)).toMatchObject({ state: 'needs_attention', unconfirmed: true })
    const busy = await world.accept({ mode: 'count', count: 1 }, { eniId: 'eni-2' })
    await expect(world.journal.resolve(id, { action: 'retry', reason: 'x' }, 'ann')).rejects.toMatchObject({
      detail: { params: { why: 'eni_busy', operationId: busy } },
    })
    await world.time.advance(5 * second)
    await world.journal.resolve(id, { action: 'retry', reason: 'x' }, 'ann')
    expect(await eniLocks()).toEqual(['eni-1', 'eni-2'])
    await world.time.advance(minute)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded' })
    expect(where()).toEqual(['eni-2'])
  })
})

/** The two APIs do not differ in these. */
describe('a move', () => {
  beforeEach(() => begin('v3'))

  it('the other way round is refused while it runs, whichever came first', async () => {
    await world.move(ip, { eniId: 'eni-2' }, 'eni-1')
    await expect(world.move(ip)).rejects.toMatchObject({ code: 'eni_busy' })
    await expect(world.move('10.0.0.99', { eniId: 'eni-3' }, 'eni-2')).rejects.toMatchObject({
      code: 'eni_busy',
      detail: { params: { eniId: 'eni-2' } },
    })
    await world.move('10.0.0.98', { eniId: 'eni-3' }, 'eni-4')
  })

  it('of an address that leaves both ENIs fails after a minute of looking, and takes nothing away', async () => {
    world.cloud.changeScripts.push(neverChanged)
    const id = await world.move(ip)
    await world.time.advance(second)
    world.cloud.ips.splice(1, 1)
    await world.time.advance(50 * second)
    expect(await world.get(id)).toMatchObject({ state: 'running', unconfirmed: true })
    await world.time.advance(minute)
    expect(await world.get(id)).toMatchObject({ state: 'failed', addresses: [{ cause: 'address_not_on_eni' }] })
    expect(world.cloud.changed).toHaveLength(1)
  })

  it('sends nothing where it is done already, or where the address is on neither ENI', async () => {
    world.cloud.ips.splice(1, 1)
    const gone = await world.move(ip)
    await world.time.advance(3 * minute)
    expect(await world.get(gone)).toMatchObject({ state: 'failed', addresses: [{ cause: 'address_not_on_eni' }] })
    world.cloud.on('eni-2').push(ip)
    const there = await world.move(ip)
    await world.time.advance(3 * minute)
    expect(await world.get(there)).toMatchObject({ state: 'succeeded', addresses: [{ outcome: 'already_there' }] })
    expect(world.cloud.changed).toEqual([])
  })

  it('never sends the primary, nor an address with an EIP that the person was not told of', async () => {
    world.cloud.eips.set(ip, 'eip-1')
    const untold = await world.move(ip)
    await world.time.advance(3 * minute)
    expect(await world.get(untold)).toMatchObject({ state: 'failed', addresses: [{ cause: 'eip_bound' }] })
    const told = await world.move(ip, { eipTold: 'eip-1' })
    const primary = await world.move('10.0.0.4', { eniId: 'eni-1' }, 'eni-3').catch((error: unknown) => error)
    expect(primary).toMatchObject({ code: 'eni_busy' })
    await world.time.advance(3 * second)
    expect(await world.get(told)).toMatchObject({ state: 'succeeded' })
    const last = await world.move('10.0.0.4')
    await world.time.advance(3 * second)
    expect(await world.get(last)).toMatchObject({ state: 'failed', addresses: [{ cause: 'address_is_primary' }] })
    expect(world.cloud.changed).toHaveLength(1)
  })

  it('whose task and ENIs do not agree needs a person, who may adopt what a read showed', async () => {
    world.cloud.changeScripts.push(({ write, cloud }) => cloud.acceptChange(write, 'failed'))
    const id = await world.move(ip)
    await world.time.advance(2 * minute)
    expect(await world.get(id)).toMatchObject({ state: 'needs_attention', error: code('task_failed_but_done'), adoptable: [ip] })
    await world.journal.resolve(id, { action: 'adopt', reason: 'it is there', addresses: [ip] }, 'ann')
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', evidence: 'person' })
  })
})

it('v2 without a task: two reads 30 s apart', async () => {
  await begin('v2')
  world.cloud.changeScripts.push(({ write, cloud }) => (cloud.apply(write), { kind: 'accepted', taskId: undefined }))
  const id = await world.move(ip)
  await world.time.advance(20 * second)
  expect((await world.get(id)).state).toBe('running')
  await world.time.advance(20 * second)
  expect(await world.get(id)).toMatchObject({ state: 'succeeded', evidence: 'observed' })
})

it('a count on the ENI that an address was moved to never counts it as its own', async () => {
  await begin('v2')
  await world.move(ip)
  await world.time.advance(3 * second)
  // A read of before, which does not show what the move has placed.
  world.cloud.stale = world.cloud.on('eni-2').filter((one) => one !== ip)
  world.cloud.scripts.push(() => unknown)
  const id = await world.accept({ mode: 'count', count: 1 }, { eniId: 'eni-2' })
  await world.time.advance(second / 2)
  world.cloud.stale = undefined
  await world.time.advance(2 * minute)
  expect(await world.get(id)).toMatchObject({ state: 'running', unconfirmed: true, addresses: [] })
})
