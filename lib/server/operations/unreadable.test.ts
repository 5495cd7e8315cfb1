import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { second } from './testing/answers.ts'
import { createWorld, type World } from './testing/world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(() => world.close())

const explicit = (ip: string) => ({ mode: 'explicit' as const, addresses: [{ ip }] })
const damage = (id: string, progress: string) =>
  world.db.kysely.updateTable('operation_step').set({ progress }).where('operation_id', '=', id).execute()

describe('an operation that cannot be read', () => {
  it('does not stop the others, is told once a minute, and goes on when it can be read again', async () => {
    const broken = await world.accept(explicit('10.0.0.20'))
    await damage(broken, '{"looks":"many"}')
    const whole = await world.accept(explicit('10.0.0.21'), { eniId: 'eni-2' })
    const worker = world.spawn()
    await worker.start()
    await world.time.advance(5 * second)
    expect((await world.get(whole)).state).toBe('succeeded')
    expect(world.faults).toHaveLength(1)
    expect(String(world.faults[0])).toContain(broken)
    await damage(broken, '{}')
    await world.time.advance(60 * second)
    expect((await world.get(broken)).state).toBe('succeeded')
    await worker.stop(0)
  })

  it('stands in the list as what it is, between the others, and cannot be decided about', async () => {
    const first = await world.accept(explicit('10.0.0.20'))
    const broken = await world.accept(explicit('10.0.0.21'), { eniId: 'eni-2' })
    const last = await world.accept(explicit('10.0.0.22'), { eniId: 'eni-3' })
    await damage(broken, 'not JSON')
    const { items, total } = await world.journal.list({})
    expect(items.map(({ id }) => id)).toEqual([last, broken, first])
    expect(total).toBe(3)
    const honest = { id: broken, eniId: 'eni-2', state: 'queued', error: { code: 'unreadable' }, steps: [], addresses: [] }
    expect(items[1]).toMatchObject(honest)
    expect(await world.get(broken)).toMatchObject(honest)
    await expect(world.journal.resolve(broken, { action: 'check' }, 'bob')).rejects.toMatchObject({ code: 'not_resolvable' })
  })

  it('is not one whose cause is only a word of a newer version', async () => {
    const id = await world.accept(explicit('10.0.0.20'))
    await damage(id, JSON.stringify({ error: { code: 'word_of_tomorrow', cloudCode: 'New' } }))
    const worker = world.spawn()
    await worker.start()
    await world.time.advance(5 * second)
    expect((await world.get(id)).state).toBe('succeeded')
    expect(world.faults).toEqual([])
    await worker.stop(0)
  })
})

it('is watched no longer than until no copy of its request can come', async () => {
  await world.close()
  world = await createWorld({ api: 'v3' })
  const worker = world.spawn()
  await worker.start()
  const id = await world.accept({ mode: 'count', count: 1 })
  await world.time.advance(5 * second)
  const watched = () => world.db.kysely.selectFrom('operation_watch').select('operation_id').execute()
  expect(await watched()).toEqual([{ operation_id: id }])
  await damage(id, 'not JSON')
  await world.time.advance(3 * 60 * second)
  expect(await watched()).toHaveLength(1)
  await world.time.advance(10 * 60 * second)
  expect(await watched()).toEqual([])
  await worker.stop(0)
})

it('what is read of an operation is of one moment, however a change falls', async () => {
  const mixed: unknown[] = []
  for (let ahead = 0; ahead < 40; ahead++) {
    const id = await world.accept(explicit(`10.0.1.${ahead + 1}`), { eniId: `eni-${ahead + 10}` })
    const end = { n: 1, state: 'failed' as const, progress: { waits: 0, looks: 0, seen: {} } }
    const reads = [world.get(id)]
    const changed = world.journal.change({ id, fence: 0 }, { steps: [end] })
    for (let i = 0; i < ahead; i++) await Promise.resolve()
    reads.push(world.get(id))
    reads.push(world.journal.list({ limit: 1 }).then(({ items }) => items[0] ?? world.get(id)))
    for (const { state, steps } of await Promise.all(reads))
      if ((state === 'queued') !== (steps[0]?.state === 'planned')) mixed.push({ ahead, state, step: steps[0]?.state })
    await changed
  }
  expect(mixed).toEqual([])
})
