import { afterEach, beforeEach, expect, it } from 'vitest'
import { minute, second } from './testing/answers.ts'
import { bringForward, putBack, renew, takeNext } from './lease.ts'
import { createWorld, type World } from './testing/world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(() => world.close())

const take = () =>
  takeNext(world.db, {
    owner: 'me',
    leaseMs: 20 * second,
    farthestMs: 2 * minute,
    unreadableMs: minute,
    now: world.time.clock.now(),
    except: [],
    onUnreadable: (error) => expect.unreachable(error.message),
  })

it('a renewal that comes after the operation was given back leaves it free', async () => {
  await world.accept({ mode: 'count', count: 1 })
  const held = await take()
  if (!held) throw new Error('one is due')
  const now = world.time.clock.now()
  expect(await renew(world.db, held, 'me', now, 20 * second)).toBe(true)
  await putBack(world.db, held, now, 2, now)
  expect(await renew(world.db, held, 'me', now, 20 * second)).toBe(false)
  expect(await take()).toMatchObject({ id: held.id })
})

it('a lease by a clock that was set back since binds nobody, one that may be is left alone', async () => {
  await world.accept({ mode: 'count', count: 1 })
  const held = await take()
  if (!held) throw new Error('one is due')
  const endsIn = (ms: number) =>
    world.db.kysely
      .updateTable('operation')
      .set((eb) => ({ lease_until: eb('lease_until', '+', ms) }))
      .where('id', '=', held.id)
      .execute()
  await endsIn(minute)
  expect(await take()).toBeUndefined()
  await endsIn(60 * minute)
  expect(await take()).toEqual({ id: held.id, fence: held.fence + 1 })
  // Who held it until now writes nothing any more.
  expect(await renew(world.db, held, 'other', world.time.clock.now(), 20 * second)).toBe(false)
})

it('once somebody has seen that the clock was set back, whoever holds it is waited for no longer than for anybody', async () => {
  await world.accept({ mode: 'count', count: 1 })
  await take()
  const of = async () => (await world.db.kysely.selectFrom('operation').select('lease_until').executeTakeFirstOrThrow()).lease_until
  const given = await of()
  await world.db.kysely
    .updateTable('operation')
    .set({ lease_until: given + minute })
    .execute()
  await bringForward(world.db, world.time.clock.now(), 20 * second)
  expect((await of()) - given).toBeLessThan(10 * second)
})
