import { afterEach, beforeEach, expect, it } from 'vitest'
import type { AssignBodyInput } from '#lib/schema/assign.ts'
import type { WriteOutcome } from '#lib/server/cloud/client.ts'
import type { Script } from './testing/scripted-cloud.ts'
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

const minute = 60_000
const two: AssignBodyInput = { mode: 'explicit', addresses: [{ ip: '10.0.0.20' }, { ip: '10.0.0.21' }] }
const answers = (...outcomes: WriteOutcome[]) => world.cloud.scripts.push(...outcomes.map((outcome) => () => outcome))

it('tries again what was not sent, with growing pauses', async () => {
  answers(...Array.from({ length: 4 }, (): WriteOutcome => ({ kind: 'not_sent', cause: 'unreachable' })))
  const id = await world.accept(two)
  await world.time.advance(15_000)
  const operation = await world.get(id)
  expect(operation).toMatchObject({ state: 'succeeded', evidence: 'task' })
  expect(operation.steps[0]?.attempts.map((attempt) => attempt.outcome)).toEqual([
    'not_sent',
    'not_sent',
    'not_sent',
    'not_sent',
    'accepted',
  ])
  const gaps = world.cloud.sent.slice(1).map((sent, i) => sent.at - (world.cloud.sent[i]?.at ?? 0))
  expect(gaps).toEqual([1000, 1500, 2250, 3375])
  expect(world.cloud.ledger).toHaveLength(1)
})

it('fails when nothing could be sent for 15 minutes, and frees everything', async () => {
  world.cloud.readError = 'unreachable'
  const id = await world.accept(two)
  await world.time.advance(14 * minute)
  expect(await world.get(id)).toMatchObject({
    state: 'running',
    unconfirmed: false,
    steps: [{ state: 'planned', waitsFor: { code: 'unreachable' }, attempts: [] }],
  })
  await world.time.advance(2 * minute)
  expect(await world.get(id)).toMatchObject({
    state: 'failed',
    error: { code: 'cloud_unreachable' },
    addresses: [{ outcome: 'failed', cause: 'cloud_unreachable' }, {}],
  })
  expect(await world.locks()).toEqual([])
  expect(await world.claims()).toEqual([])
  expect(world.cloud.sent).toEqual([])
})

it('fails at once on what waiting does not mend', async () => {
  world.cloud.readError = 'forbidden'
  const id = await world.accept(two)
  await world.time.advance(1000)
  expect(await world.get(id)).toMatchObject({ state: 'failed', error: { code: 'forbidden' } })
})

it('retries a refusal that allows it and ends at one that does not, with the cloud’s own words', async () => {
  answers(
    { kind: 'refused', cause: 'rate_limited', retry: true, cloudCode: '4400', cloudMessage: 'slow down' },
    {
      kind: 'refused',
      cause: 'quota_exceeded',
      retry: false,
      cloudCode: '5100',
      cloudMessage: 'LimitExceeded',
      requestId: 'r-9',
      httpStatus: 200,
    },
  )
  const id = await world.accept(two)
  await world.time.advance(5000)
  expect(await world.get(id)).toMatchObject({
    state: 'failed',
    error: { code: 'quota_exceeded', cloudCode: '5100', cloudMessage: 'LimitExceeded' },
    addresses: [
      { outcome: 'failed', cause: 'quota_exceeded' },
      { outcome: 'failed', cause: 'quota_exceeded' },
    ],
    steps: [
      {
        attempts: [
          { outcome: 'refused', cloudCode: '4400' },
          { outcome: 'refused', requestId: 'r-9' },
        ],
      },
    ],
  })
  expect(world.cloud.sent).toHaveLength(2)
})

it('waits while the ENI is busy, but not for ever', async () => {
  answers(...Array.from({ length: 3 }, (): WriteOutcome => ({ kind: 'busy', cause: 'eni_busy' })))
  const first = await world.accept(two)
  await world.time.advance(10_000)
  expect((await world.get(first)).state).toBe('succeeded')
  answers(...Array.from({ length: 100 }, (): WriteOutcome => ({ kind: 'busy', cause: 'eni_busy' })))
  const second = await world.accept({ mode: 'count', count: 1 })
  await world.time.advance(16 * minute)
  expect(await world.get(second)).toMatchObject({ state: 'failed', error: { code: 'eni_busy' } })
})

it('finds the one address that is in use elsewhere and places the others', async () => {
  const takenIp = '10.0.0.23'
  const addresses = Array.from({ length: 10 }, (_, i) => ({ ip: `10.0.0.${20 + i}` }))
  const script: World['cloud']['scripts'][number] = ({ params, cloud }) =>
    params.mode === 'explicit' && params.addresses.some((address) => address.ip === takenIp)
      ? { kind: 'in_use', cause: 'address_in_use', cloudCode: 'InUse' }
      : cloud.accept(params)
  world.cloud.scripts.push(...Array.from({ length: 20 }, () => script))
  const id = await world.accept({ mode: 'explicit', addresses })
  await world.time.advance(20_000)
  const operation = await world.get(id)
  expect(operation).toMatchObject({ state: 'partial', error: { code: 'address_in_use', cloudCode: 'InUse' } })
  expect(operation.addresses.filter((address) => address.outcome === 'done')).toHaveLength(9)
  expect(operation.addresses.filter((address) => address.outcome !== 'done')).toEqual([
    { ip: takenIp, primary: false, outcome: 'failed', cause: 'address_in_use' },
  ])
  expect(world.taken).toEqual([takenIp])
  expect(world.cloud.ips).toHaveLength(10)
  expect(world.cloud.sent.length).toBeLessThan(8)
})

it('in use on this very ENI is done if it came since, and already there if it was', async () => {
  world.cloud.scripts.push(({ params, cloud }) => {
    cloud.execute(params)
    return { kind: 'in_use', cause: 'address_in_use' }
  })
  const came = await world.accept({ mode: 'explicit', addresses: [{ ip: '10.0.0.20' }] })
  await world.time.advance(150_000)
  expect(await world.get(came)).toMatchObject({ state: 'succeeded', evidence: 'observed', addresses: [{ outcome: 'done' }] })

  world.cloud.ips.push('10.0.0.30')
  const there = await world.accept({ mode: 'explicit', addresses: [{ ip: '10.0.0.30' }, { ip: '10.0.0.31' }] })
  await world.time.advance(8000)
  expect(world.cloud.ips).toContain('10.0.0.31')
  // That it was there without a request of ours is said once no read can be from before it was asked for.
  expect(await world.get(there)).toMatchObject({ state: 'running', addresses: [{ outcome: 'pending' }, { outcome: 'done' }] })
  await world.time.advance(150_000)
  expect(await world.get(there)).toMatchObject({ state: 'succeeded', addresses: [{ outcome: 'already_there' }, { outcome: 'done' }] })
  expect(world.cloud.sent.at(-1)?.params).toMatchObject({ addresses: [{ ip: '10.0.0.31' }] })
})

it('sends the primary flag as it was asked for', async () => {
  await world.accept({ mode: 'explicit', addresses: [{ ip: '10.0.0.20', primary: true }, { ip: '10.0.0.21' }], sendPrimaryAnyway: true })
  await world.time.advance(1000)
  expect(world.cloud.sent[0]?.params).toMatchObject({
    addresses: [
      { ip: '10.0.0.20', primary: true },
      { ip: '10.0.0.21', primary: false },
    ],
  })
})

it('a refusal of one address of several is that one’s: the others are asked for in halves', async () => {
  const refuse: Script = ({ params, cloud }) =>
    params.mode === 'explicit' && params.addresses.some(({ ip }) => ip === '10.0.0.23')
      ? { kind: 'refused', cause: 'address_reserved', retry: false }
      : cloud.accept(params)
  world.cloud.scripts.push(...Array.from({ length: 12 }, () => refuse))
  const names = Array.from({ length: 8 }, (_, i) => `10.0.0.${20 + i}`)
  const id = await world.accept({ mode: 'explicit', addresses: names.map((ip) => ({ ip })) })
  await world.time.advance(20_000)
  const ended = await world.get(id)
  expect(ended.state).toBe('partial')
  expect(ended.addresses.filter(({ outcome }) => outcome !== 'done')).toMatchObject([
    { ip: '10.0.0.23', outcome: 'failed', cause: 'address_reserved' },
  ])
  expect(world.cloud.sent.length).toBeLessThan(10)
})

it('goes on with the next step after a failed one', async () => {
  answers({ kind: 'refused', cause: 'quota_exceeded', retry: false })
  const id = await world.accept({ mode: 'explicit', addresses: Array.from({ length: 12 }, (_, i) => ({ ip: `10.0.0.${20 + i}` })) })
  await world.time.advance(3000)
  expect(await world.get(id)).toMatchObject({ state: 'partial', steps: [{ state: 'failed' }, { state: 'succeeded' }] })
})

it('is cancelled if the right was lost before anything was sent, else it ends with what was done', async () => {
  world.mayWrite.value = false
  const first = await world.accept(two)
  await world.time.advance(1000)
  expect(await world.get(first)).toMatchObject({ state: 'cancelled', error: { code: 'right_lost' } })
  expect(world.cloud.sent).toEqual([])

  world.mayWrite.value = true
  world.cloud.scripts.push(({ params, cloud }) => {
    world.mayWrite.value = false
    return cloud.accept(params)
  })
  const second = await world.accept({ mode: 'explicit', addresses: Array.from({ length: 12 }, (_, i) => ({ ip: `10.0.0.${20 + i}` })) })
  await world.time.advance(3000)
  expect(await world.get(second)).toMatchObject({
    state: 'partial',
    steps: [{ state: 'succeeded' }, { state: 'failed', attempts: [] }],
    error: { code: 'right_lost' },
  })
})

it('takes two reads to believe that the ENI is gone', async () => {
  world.cloud.exists = false
  const id = await world.accept(two)
  await world.time.advance(4000)
  expect((await world.get(id)).state).toBe('running')
  await world.time.advance(2000)
  expect(await world.get(id)).toMatchObject({ state: 'failed', error: { code: 'eni_not_found' } })
})

it('does not send when a pause or a clock that was set let the time pass', async () => {
  world.cloud.writeDelayMs = 11_000
  const id = await world.accept({ mode: 'count', count: 2 })
  await world.time.advance(11_500)
  world.cloud.writeDelayMs = 0
  await world.time.advance(10_000)
  expect((await world.get(id)).steps[0]?.attempts.map((attempt) => attempt.outcome)).toEqual(['not_sent', 'accepted'])
  expect(world.cloud.ledger).toHaveLength(1)

  world.cloud.writeDelayMs = 100
  const other = await world.accept({ mode: 'count', count: 1 })
  await world.time.advance(50)
  world.time.setWall(-3_600_000)
  await world.time.advance(200)
  expect((await world.get(other)).steps[0]?.attempts[0]?.outcome).toBe('not_sent')
})

it('says that the account is gone instead of hanging', async () => {
  const id = await world.accept(two, { scope: { account: 'nobody', region: 'gz' } })
  await world.time.advance(16 * minute)
  expect(await world.get(id)).toMatchObject({ state: 'failed', error: { code: 'account_not_configured' } })
})
