/** A server that dies at any point of a release, a move or a note: what the next one makes of it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { points, type Point } from './context.ts'
import { minute, second } from './testing/answers.ts'
import { lostChange, neverChanged } from './testing/changes.ts'
import { createWorld, noted as ip, type World } from './testing/world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld({ api: 'v3' })
  world.cloud.ips.push(ip)
  world.cloud.on('eni-2')
})
afterEach(() => world.close())

const ask = {
  release: () => world.release([ip]),
  move: () => world.move(ip),
  note: () => world.note('x'),
}
const isDone = {
  release: () => !world.cloud.ips.includes(ip),
  move: () => world.cloud.on('eni-2').includes(ip) && !world.cloud.ips.includes(ip),
  note: () => world.cloud.notes.get(ip) === 'x',
}
const kinds = ['release', 'move', 'note'] as const
/** A note has no task. */
const pointsOf = (kind: (typeof kinds)[number]) => (kind === 'note' ? points.filter((point) => point !== 'polled') : points)

const dieAndGoOn = async (id: string, point: Point) => {
  const first = world.spawn()
  first.dieAt(point)
  await first.start()
  await world.time.advance(5 * second)
  expect(first.isDead()).toBe(true)
  const next = world.spawn()
  await next.start()
  await world.time.advance(3 * minute)
  await next.stop(0)
  return world.get(id)
}

describe.each(kinds)('%s', (kind) => {
  it.each(pointsOf(kind))('dies at “%s”: done once, and said truly', async (point) => {
    const id = await ask[kind]()
    const ended = await dieAndGoOn(id, point)
    expect(ended).toMatchObject({ state: 'succeeded', evidence: point === 'answered' ? 'observed' : 'task' })
    expect(isDone[kind]()).toBe(true)
    expect(world.cloud.changed).toHaveLength(1)
    expect(await world.locks()).toEqual([])
    expect((await world.audits()).filter((row) => row.phase === 'completion')).toHaveLength(1)
    expect((await world.verify()).faults).toEqual([])
  })

  it.each(['before_send', 'answered'] as const)('dies at “%s” while it settles an unknown that was never done', async (point) => {
    world.cloud.changeScripts.push(neverChanged)
    const id = await ask[kind]()
    const first = world.spawn()
    await first.start()
    await world.time.advance(second)
    first.kill()
    const other = world.spawn()
    other.dieAt(point)
    await other.start()
    await world.time.advance(minute)
    expect(other.isDead()).toBe(true)
    const next = world.spawn()
    await next.start()
    await world.time.advance(3 * minute)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded' })
    expect(isDone[kind]()).toBe(true)
    expect(world.cloud.changed).toHaveLength(2)
    await next.stop(0)
  })
})

it('a release whose address somebody assigned anew while no server ran is not sent again', async () => {
  world.cloud.changeScripts.push(lostChange)
  const id = await world.release([ip])
  const first = world.spawn()
  first.dieAt('answered')
  await first.start()
  await world.time.advance(second)
  world.cloud.ips.push(ip)
  world.cloud.born(ip)
  const next = world.spawn()
  await next.start()
  await world.time.advance(2 * minute)
  expect(await world.get(id)).toMatchObject({ state: 'succeeded', evidence: 'observed' })
  expect(world.cloud.changed).toHaveLength(1)
  expect(world.cloud.ips).toContain(ip)
  await next.stop(0)
})
