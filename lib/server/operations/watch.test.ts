import { afterEach, beforeEach, expect, it } from 'vitest'
import { answer, lostReply, minute, neverDone, second, two } from './testing/answers.ts'
import { createWorld, type World } from './testing/world.ts'

let world: World
let worker: ReturnType<World['spawn']>
beforeEach(async () => {
  world = await createWorld()
  worker = world.spawn()
  await worker.start()
})
afterEach(async () => {
  await worker.stop(0)
  await world.close()
})
const watches = async () =>
  (await world.db.kysely.selectFrom('operation_watch').select('operation_id').execute()).map((row) => row.operation_id)
const observedCount = async () => {
  world.cloud.scripts.push(lostReply())
  const id = await world.accept({ mode: 'count', count: 2 })
  await world.time.advance(35 * second)
  expect(await world.get(id)).toMatchObject({ state: 'succeeded', evidence: 'observed', findings: [] })
  expect(await watches()).toEqual([id])
  return id
}

it('tells of a further address that comes while a late copy of the count may arrive, once, and changes nothing else', async () => {
  const id = await observedCount()
  const before = await world.get(id)
  world.cloud.ips.push('10.0.0.98', '10.0.0.99')
  await world.time.advance(2 * minute)
  const after = await world.get(id)
  expect(after.findings).toMatchObject([{ code: 'late_arrival', params: { added: ['10.0.0.98', '10.0.0.99'] } }])
  expect(after.version).toBe(before.version + 1)
  expect({ ...after, findings: [], version: 0, updatedAt: '' }).toEqual({ ...before, findings: [], version: 0, updatedAt: '' })
  await world.time.advance(40 * minute)
  expect((await world.get(id)).findings).toHaveLength(1)
  expect(await watches()).toEqual([])
  expect((await world.verify()).faults).toEqual([])
})

it('goes on after a restart, while the cloud cannot be read, and until a last look succeeded', async () => {
  const id = await observedCount()
  worker.kill()
  world.cloud.readError = 'unreachable'
  await world.time.advance(minute)
  worker = world.spawn()
  await worker.start()
  await world.time.advance(40 * minute)
  expect(await watches()).toEqual([id])
  world.cloud.ips.push('10.0.0.99')
  world.cloud.readError = undefined
  await world.time.advance(2 * minute)
  expect((await world.get(id)).findings).toMatchObject([{ code: 'late_arrival' }])
  expect(await watches()).toEqual([])
})

it('does not take what the next operation places for a late copy', async () => {
  const id = await observedCount()
  world.cloud.scripts.push(({ params, cloud }) => cloud.accept(params, 'running'))
  const next = await world.accept({ mode: 'count', count: 2 })
  await world.time.advance(3 * minute)
  world.cloud.taskOf.set('task-1', 'succeeded')
  await world.time.advance(3 * minute)
  expect((await world.get(next)).state).toBe('succeeded')
  expect((await world.get(id)).findings).toEqual([])
})

it('looks once a minute at most, and at nothing that needs it not', async () => {
  const id = await observedCount()
  const reads = world.cloud.reads
  await world.time.advance(10 * minute)
  expect(world.cloud.reads - reads).toBeLessThanOrEqual(12)
  world.cloud.ips.push('10.0.0.4')
  const plain = await world.accept({ mode: 'count', count: 1 })
  world.cloud.scripts.push(answer({ kind: 'refused', cause: 'subnet_full', retry: false }))
  await world.time.advance(5 * second)
  expect((await world.get(plain)).endedAt).toBeDefined()
  expect(await watches()).toEqual([id])
})

it('tells when a name that had failed in doubt arrives after all, and of no stranger', async () => {
  world.cloud.scripts.push(neverDone, answer({ kind: 'refused', cause: 'quota_exceeded', retry: false }))
  const id = await world.accept(two)
  await world.time.advance(minute)
  expect((await world.get(id)).state).toBe('failed')
  world.cloud.ips.push('10.0.0.21', '10.0.0.99')
  await world.time.advance(2 * minute)
  expect((await world.get(id)).findings).toMatchObject([{ code: 'late_arrival', params: { added: ['10.0.0.21'] } }])
})

it('tells when the task lied that it failed, and reads lagged behind: what it placed shows up after the end', async () => {
  world.cloud.stale = ['10.0.0.4']
  world.cloud.scripts.push(({ params, cloud }) => cloud.accept(params, 'failed'))
  const id = await world.accept(two)
  await world.time.advance(20 * second)
  expect(await world.get(id)).toMatchObject({ state: 'failed', error: { code: 'task_failed' }, findings: [] })
  await world.time.advance(20 * second)
  world.cloud.stale = undefined
  await world.time.advance(minute)
  expect((await world.get(id)).findings).toMatchObject([{ code: 'late_arrival', params: { added: ['10.0.0.20', '10.0.0.21'] } }])
  const reads = world.cloud.reads
  await world.time.advance(10 * minute)
  expect(await watches()).toEqual([])
  expect(world.cloud.reads - reads).toBeLessThanOrEqual(2)
})

it('tells when the network delivers an accepted count a second time, and of nothing less', async () => {
  const id = await world.accept({ mode: 'count', count: 2 })
  await world.time.advance(5 * second)
  expect(await world.get(id)).toMatchObject({ state: 'succeeded', evidence: 'task' })
  world.cloud.ips.push('10.0.0.97')
  await world.time.advance(2 * minute)
  expect((await world.get(id)).findings).toEqual([])
  world.cloud.ips.push('10.0.0.98', '10.0.0.99')
  await world.time.advance(5 * minute)
  expect((await world.get(id)).findings).toMatchObject([
    { code: 'late_arrival', params: { added: ['10.0.0.97', '10.0.0.98', '10.0.0.99'] } },
  ])
})

it('reads many ENIs by one call where the API can', async () => {
  const v3 = await createWorld({ api: 'v3' })
  const one = v3.spawn()
  await one.start()
  try {
    const ids = []
    for (const n of [1, 2, 3, 4]) ids.push(await v3.accept({ mode: 'count', count: 1 }, { eniId: `eni-${n}` }))
    await v3.time.advance(5 * second)
    for (const id of ids) expect((await v3.get(id)).state).toBe('succeeded')
    v3.cloud.on('eni-3').push('10.0.0.99')
    const { reads } = v3.cloud
    await v3.time.advance(20 * second)
    expect(v3.cloud.reads - reads).toBe(1)
    expect((await v3.get(ids[2] ?? '')).findings).toMatchObject([{ code: 'late_arrival', params: { added: ['10.0.0.99'] } }])
  } finally {
    await one.stop(0)
    await v3.close()
  }
})

it('does not call late what a later operation of ours took away', async () => {
  world.cloud.ips.push('10.0.0.20')
  world.cloud.changeScripts.push(({ write, cloud }) => cloud.acceptChange(write, 'failed', false))
  const failed = await world.release(['10.0.0.20'])
  await world.time.advance(20 * second)
  expect(await world.get(failed)).toMatchObject({ state: 'failed', error: { code: 'task_failed' } })
  expect(await watches()).toEqual([failed])
  const again = await world.release(['10.0.0.20'])
  await world.time.advance(10 * minute)
  expect((await world.get(again)).state).toBe('succeeded')
  expect((await world.get(failed)).findings).toEqual([])
})

it('keeps an eye on an accepted address that a person did not adopt, and the address from others', async () => {
  // Only one of two comes, though the task says success (row C14).
  world.cloud.scripts.push(({ params, cloud }) => {
    if (params.mode === 'explicit') cloud.execute({ ...params, addresses: params.addresses.slice(0, 1) })
    return cloud.accept(params, 'succeeded', false)
  })
  const id = await world.accept(two)
  await world.time.advance(2 * minute)
  expect(await world.get(id)).toMatchObject({ state: 'needs_attention', error: { code: 'task_succeeded_but_absent' } })
  await world.journal.resolve(id, { action: 'adopt', reason: 'one will do', addresses: ['10.0.0.20'] }, 'bob')
  expect(await world.get(id)).toMatchObject({ state: 'partial', addresses: [{ outcome: 'done' }, { cause: 'not_adopted' }] })
  expect(await world.claims()).toMatchObject([{ operation_id: id, until: expect.any(Number) }])
  await world.time.advance(minute)
  world.cloud.ips.push('10.0.0.21')
  await world.time.advance(2 * minute)
  expect((await world.get(id)).findings).toContainEqual(expect.objectContaining({ code: 'late_arrival', params: { added: ['10.0.0.21'] } }))
})
