/** That the judge sees what it is there for. */
import { afterEach, expect, it } from 'vitest'
import { judge } from './judge.ts'
import { ipOf, ownedIp } from './seed.ts'
import { createWorld, type World } from './world.ts'

const second = 1_000
const minute = 60 * second
let world: World
afterEach(() => world.close())
const begin = async (): Promise<void> => {
  world = await createWorld({ api: 'v3' })
  await world.spawn().start()
}
const end = (id: string) => world.time.run(10 * minute, async () => (await world.get(id)).endedAt !== undefined)

/** Somebody with a hand in the database ends it so. */
const claims = async (id: string, outcome: 'done' | 'already_there') => {
  const { kysely } = world.db
  await kysely.updateTable('operation_address').set({ outcome }).where('operation_id', '=', id).execute()
  await kysely.updateTable('operation_step').set({ state: 'succeeded' }).where('operation_id', '=', id).execute()
  await kysely.updateTable('operation').set({ state: 'succeeded', ended_at: 1 }).where('id', '=', id).execute()
}

it.each(['done', 'already_there'] as const)('“%s” of an address that never was so', async (outcome) => {
  world = await createWorld({ api: 'v3' })
  const assigned = await world.accept({ mode: 'explicit', addresses: [{ ip: ipOf(1) }] }, 1)
  const released = await world.acceptInput(world.releaseInput([ownedIp(2, 0)], 2))
  const moved = await world.acceptInput(world.moveInput(ownedIp(3, 0), 3, 4))
  for (const id of [assigned, released, moved]) await claims(id, outcome)
  const { wrong } = await judge(world)
  const caught = wrong.filter((line) => line.includes('never was so')).map((line) => line.split(':', 1)[0])
  expect(caught.toSorted()).toEqual([assigned, released, moved])
})

it('a copy that comes when another operation has undone the effect', async () => {
  await begin()
  world.cloud.arm({ kind: 'token_ignored', times: 9 })
  let n = 0
  world.network.foresee(({ isWrite }) => (isWrite && (n += 1) === 1 ? { kind: 'late', ms: 100 * second, seen: 'reset' } : undefined))
  await end(await world.accept({ mode: 'explicit', addresses: [{ ip: ipOf(1) }] }))
  // What keeps others from it while the copy may come.
  await world.db.kysely.deleteFrom('ip_claim').execute()
  await end(await world.acceptInput(world.releaseInput([ipOf(1)])))
  expect(await judge(world)).toMatchObject({ wrong: [], doubles: 0 })
  await world.time.run(2 * minute)
  const { wrong, doubles } = await judge(world)
  expect(wrong).toContainEqual(expect.stringMatching(/^op-0001: double effect: done again .* \(op-\d+\)$/))
  expect(doubles).toBe(1)
})

it('an effect that its own operation does not tell, though another one says that it was so before', async () => {
  await begin()
  const failed = await world.accept({ mode: 'explicit', addresses: [{ ip: ipOf(1) }] })
  await end(failed)
  await end(await world.accept({ mode: 'explicit', addresses: [{ ip: ipOf(1) }] }))
  expect((await judge(world)).wrong).toEqual([])
  await world.db.kysely.updateTable('operation_address').set({ outcome: 'failed' }).where('operation_id', '=', failed).execute()
  expect((await judge(world)).wrong).toContainEqual(expect.stringMatching(/^op-0001 .*lost effect/))
})
