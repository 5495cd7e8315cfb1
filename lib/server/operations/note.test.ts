import { afterEach, beforeEach, expect, it } from 'vitest'
import { minute, second } from './testing/answers.ts'
import { lostChange, neverChanged, neverChangedAtAll } from './testing/changes.ts'
import { createWorld, noted, type World } from './testing/world.ts'

let world: World
let worker: ReturnType<World['spawn']>
beforeEach(async () => {
  world = await createWorld({ api: 'v3' })
  world.cloud.ips.push(noted)
  worker = world.spawn()
  await worker.start()
})
afterEach(async () => {
  await worker.stop(0)
  await world.close()
})

it('a note is written once and read back', async () => {
  const id = await world.note('灰度')
  await world.time.advance(3 * second)
  expect(await world.get(id)).toMatchObject({
    kind: 'note',
    note: '灰度',
    state: 'succeeded',
    evidence: 'task',
    addresses: [{ outcome: 'done' }],
  })
  expect(world.cloud.changed).toEqual([{ kind: 'note', vpcId: 'vpc-1', eniId: 'eni-1', ip: noted, note: '灰度' }])
  expect(await world.locks()).toEqual([])
})

it('one that is there already is written again: the read may be an old one', async () => {
  world.cloud.notes.set(noted, 'x')
  const id = await world.note('x')
  await world.time.advance(3 * second)
  expect(await world.get(id)).toMatchObject({ state: 'succeeded', evidence: 'task', addresses: [{ outcome: 'done' }] })
  expect(world.cloud.changed).toHaveLength(1)
})

it('an empty one clears it', async () => {
  world.cloud.notes.set(noted, 'x')
  const id = await world.note('')
  await world.time.advance(3 * second)
  expect(await world.get(id)).toMatchObject({ state: 'succeeded', note: '' })
  expect(world.cloud.notes.get(noted)).toBe('')
})

it('one whose answer was lost is settled by one read; one that never arrived is written again', async () => {
  world.cloud.changeScripts.push(lostChange)
  const lost = await world.note('a')
  await world.time.advance(5 * second)
  expect(await world.get(lost)).toMatchObject({ state: 'succeeded', evidence: 'observed' })
  // A late copy of the first could undo the second.
  await expect(world.note('b')).rejects.toMatchObject({ code: 'address_cooling' })
  await world.time.advance(10 * minute)
  world.cloud.changeScripts.push(neverChanged)
  const again = await world.note('b')
  await world.time.advance(minute)
  expect(await world.get(again)).toMatchObject({ state: 'succeeded' })
  expect(world.cloud.changed).toHaveLength(3)
})

it('of an address that leaves the ENI fails; of an unknown fate it needs a person', async () => {
  world.cloud.changeScripts.push(...neverChangedAtAll)
  const id = await world.note('a')
  await world.time.advance(4 * minute)
  expect(await world.get(id)).toMatchObject({ state: 'needs_attention', error: { code: 'no_change_seen', params: { ips: [noted] } } })
  world.cloud.ips.splice(1, 1)
  await world.time.advance(4 * minute)
  expect(await world.get(id)).toMatchObject({ state: 'failed', addresses: [{ cause: 'address_not_on_eni' }] })
})
