import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { minute, neverDone, second } from './testing/answers.ts'
import { lostChange, neverChanged } from './testing/changes.ts'
import { createWorld, type World } from './testing/world.ts'

/** A read may show what was true before our own last change. It must neither end an operation nor keep one from being sent. */
describe.each(['v2', 'v3'] as const)('reads that lag behind, on %s', (api) => {
  let world: World
  let worker: ReturnType<World['spawn']>
  beforeEach(async () => {
    world = await createWorld({ api })
    worker = world.spawn()
    await worker.start()
  })
  afterEach(async () => {
    await worker.stop(0)
    await world.close()
  })
  const ip = '10.0.0.20'
  const assigned = async () => {
    const id = await world.accept({ mode: 'explicit', addresses: [{ ip }] })
    await world.time.advance(10 * second)
    expect((await world.get(id)).state).toBe('succeeded')
  }
  const released = async () => {
    const id = await world.release([ip])
    await world.time.advance(20 * second)
    expect((await world.get(id)).state).toBe('succeeded')
  }
  /** For half a minute reads show these addresses, then the truth. */
  const whileReadsShow = async (ips: string[], ask: () => Promise<string>) => {
    const asked = () => world.cloud.sent.length + world.cloud.changed.length
    const before = asked()
    world.cloud.stale = ips
    const id = await ask()
    await world.time.advance(30 * second)
    expect([(await world.get(id)).state, asked()]).toEqual(['running', before])
    world.cloud.stale = undefined
    await world.time.advance(2 * minute)
    return world.get(id)
  }

  it('a release of what was assigned a moment ago is sent, though a read does not show it', async () => {
    await assigned()
    const ended = await whileReadsShow(['10.0.0.4'], () => world.release([ip]))
    expect(ended).toMatchObject({ state: 'succeeded', addresses: [{ outcome: 'done' }] })
    expect(world.cloud.ips).not.toContain(ip)
  })

  it('an assign of what was released a moment ago is sent, though a read still shows it', async () => {
    await assigned()
    await released()
    const ended = await whileReadsShow(['10.0.0.4', ip], () => world.accept({ mode: 'explicit', addresses: [{ ip }] }))
    expect(ended).toMatchObject({ state: 'succeeded', addresses: [{ outcome: 'done' }] })
    expect(world.cloud.ips).toContain(ip)
  })

  it('a release of what was seen gone and is there again is not sent: it may be somebody else’s by now', async () => {
    world.cloud.ips.push(ip)
    const ended = await whileReadsShow(['10.0.0.4'], () => world.release([ip]))
    expect(ended).toMatchObject({ state: 'failed', addresses: [{ outcome: 'failed', cause: 'changed_meanwhile' }] })
    expect(world.cloud.changed).toEqual([])
    expect(world.cloud.ips).toContain(ip)
  })

  it('an assign of what somebody else released a moment ago is sent, though reads still show it', async () => {
    const ended = await whileReadsShow(['10.0.0.4', ip], () => world.accept({ mode: 'explicit', addresses: [{ ip }] }))
    expect(ended).toMatchObject({ state: 'succeeded', addresses: [{ outcome: 'done' }] })
    expect(world.cloud.ips).toContain(ip)
  })

  it('what needs no such belief is sent before', async () => {
    const other = '10.0.0.21'
    world.cloud.ips.push(ip, other)
    world.cloud.stale = ['10.0.0.4', other]
    const id = await world.release([ip, other])
    await world.time.advance(second)
    world.cloud.stale = ['10.0.0.4']
    await world.time.advance(10 * second)
    expect(await world.get(id)).toMatchObject({ state: 'running', addresses: [{ outcome: 'pending' }, { outcome: 'done' }] })
    world.cloud.ips.splice(world.cloud.ips.indexOf(ip), 1)
    world.cloud.stale = undefined
    await world.time.advance(3 * minute)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', addresses: [{ cause: 'already_gone' }, { outcome: 'done' }] })
    expect(world.cloud.changed).toMatchObject([{ addresses: [other] }])
  })

  it('a refusal of what was sent is not that of what only waits to be believed', async () => {
    world.cloud.ips.push(ip)
    world.cloud.scripts.push(() => ({ kind: 'refused', cause: 'quota_exceeded', retry: false }))
    const id = await world.accept({ mode: 'explicit', addresses: [{ ip }, { ip: '10.0.0.21' }] })
    await world.time.advance(3 * minute)
    const addresses = [{ outcome: 'already_there' }, { outcome: 'failed', cause: 'quota_exceeded' }]
    expect(await world.get(id)).toMatchObject({ state: 'partial', addresses })
    expect(world.cloud.sent).toHaveLength(1)
  })

  it('an assign in doubt is not settled by one read from before our own release', async () => {
    world.cloud.ips.push(ip)
    await released()
    world.cloud.scripts.push((call) => ((world.cloud.stale = ['10.0.0.4', ip]), neverDone(call)))
    const id = await world.accept({ mode: 'explicit', addresses: [{ ip }] })
    await world.time.advance(10 * second)
    world.cloud.stale = undefined
    await world.time.advance(3 * minute)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', addresses: [{ outcome: 'done' }] })
    expect(world.cloud.ips).toContain(ip)
    expect(world.cloud.sent).toHaveLength(2)
  })

  it('a watch tells nothing that a read from before our own assign shows', async () => {
    await assigned()
    world.cloud.changeScripts.push(({ write, cloud }) => cloud.acceptChange(write, 'failed', false))
    const id = await world.release([ip])
    await world.time.advance(9 * second)
    expect(await world.get(id)).toMatchObject({ state: 'failed', error: { code: 'task_failed' } })
    world.cloud.stale = ['10.0.0.4']
    await world.time.advance(20 * second)
    world.cloud.stale = undefined
    await world.time.advance(5 * minute)
    expect((await world.get(id)).findings).toEqual([])
  })

  it('an EIP that a read shows is told as a refusal only when the read cannot be from before it was unbound', async () => {
    world.cloud.ips.push(ip)
    world.cloud.eips.set(ip, 'eip-1')
    const id = await world.release([ip])
    await world.time.advance(30 * second)
    expect((await world.get(id)).state).toBe('running')
    world.cloud.eips.delete(ip)
    await world.time.advance(minute)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', addresses: [{ outcome: 'done' }] })
  })

  it('by others, or longer ago, a read is believed that cannot be from before the asking', async () => {
    world.cloud.ips.push(ip)
    const there = await world.accept({ mode: 'explicit', addresses: [{ ip }] })
    await world.time.advance(110 * second)
    expect(await world.get(there)).toMatchObject({
      state: 'running',
      steps: [{ waitsFor: { code: 'changed_meanwhile', params: { ips: [ip] } } }],
    })
    await world.time.advance(minute)
    expect(await world.get(there)).toMatchObject({ state: 'succeeded', addresses: [{ outcome: 'already_there' }] })
    expect(world.cloud.sent).toEqual([])
  })

  it('“in use” of what we moved away is no proof that it is here, though a read from before the move shows it', async () => {
    // API 2.0 cannot say who has it; neither does 3.0 to whom may not ask.
    world.cloud.usedError = 'forbidden'
    await assigned()
    const moved = await world.move(ip)
    await world.time.advance(10 * second)
    expect((await world.get(moved)).state).toBe('succeeded')
    world.cloud.scripts.push(() => {
      world.cloud.stale = ['10.0.0.4', ip]
      return { kind: 'in_use', cause: 'address_in_use' }
    })
    const id = await world.accept({ mode: 'explicit', addresses: [{ ip }] })
    await world.time.advance(30 * second)
    expect((await world.get(id)).state).toBe('running')
    world.cloud.stale = undefined
    await world.time.advance(minute)
    expect(await world.get(id)).toMatchObject({ state: 'failed', addresses: [{ outcome: 'failed', cause: 'address_in_use' }] })
  })

  it('an ENI that one read does not find is not the proof of a release', async () => {
    world.cloud.ips.push(ip)
    world.cloud.changeScripts.push((call) => ((world.cloud.exists = false), neverChanged(call)))
    const id = await world.release([ip])
    await world.time.advance(second)
    world.cloud.exists = true
    await world.time.advance(10 * second)
    expect(await world.get(id)).toMatchObject({ state: 'running', findings: [] })
    await world.time.advance(minute)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', addresses: [{ outcome: 'done' }], findings: [] })
    expect(world.cloud.changed).toHaveLength(2)
  })

  it('the addresses of an ENI that is gone are gone with it, once two reads say so', async () => {
    world.cloud.ips.push(ip)
    world.cloud.changeScripts.push((call) => ((world.cloud.exists = false), lostChange(call)))
    const id = await world.release([ip])
    await world.time.advance(minute)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', evidence: 'observed' })
  })

  it('a lost answer to a release is not settled by a read from before the assign', async () => {
    await assigned()
    world.cloud.changeScripts.push((call) => ((world.cloud.stale = ['10.0.0.4']), neverChanged(call)))
    const id = await world.release([ip])
    await world.time.advance(8 * second)
    world.cloud.stale = undefined
    await world.time.advance(minute)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', addresses: [{ outcome: 'done' }], findings: [] })
    expect(world.cloud.ips).not.toContain(ip)
  })

  it('a count is sent only when reads show what we placed a moment ago', async () => {
    await assigned()
    const ended = await whileReadsShow(['10.0.0.4'], () => world.accept({ mode: 'count', count: 1 }))
    expect(ended).toMatchObject({ state: 'succeeded', addresses: [{ outcome: 'done' }] })
  })

  it('or when two minutes have passed: somebody released it, and the cloud may give it to the count', async () => {
    const first = '10.0.0.10'
    await world.accept({ mode: 'explicit', addresses: [{ ip: first }] })
    await world.time.advance(10 * second)
    world.cloud.ips.splice(world.cloud.ips.indexOf(first), 1)
    const id = await world.accept({ mode: 'count', count: 1 })
    await world.time.advance(minute)
    expect([(await world.get(id)).state, world.cloud.sent.length]).toEqual(['running', 1])
    await world.time.advance(2 * minute)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', addresses: [{ ip: first, outcome: 'done' }] })
  })

  it('what an operation did long ago that still waits for a person keeps no count from being sent', async () => {
    const ips = Array.from({ length: 11 }, (_, i) => `10.0.1.${i + 1}`)
    world.cloud.scripts.push(({ params, cloud }) => cloud.accept(params), ...Array.from({ length: 9 }, () => neverDone))
    const stuck = await world.accept({ mode: 'explicit', addresses: ips.map((one) => ({ ip: one })) })
    await world.time.advance(3 * 60 * minute)
    expect(await world.get(stuck)).toMatchObject({ state: 'needs_attention', steps: [{ state: 'succeeded' }, {}] })
    expect(await world.locks()).toEqual([])
    world.cloud.scripts.length = 0
    world.cloud.ips.splice(world.cloud.ips.indexOf('10.0.1.1'), 1)
    const id = await world.accept({ mode: 'count', count: 1 })
    await world.time.advance(minute)
    expect((await world.get(id)).state).toBe('succeeded')
  })

  const movedAndReleasedThere = async () => {
    const moved = await world.move(ip)
    await world.time.advance(10 * second)
    const gone = await world.release([ip], { eniId: 'eni-2' })
    await world.time.advance(20 * second)
    expect([(await world.get(moved)).state, (await world.get(gone)).state]).toEqual(['succeeded', 'succeeded'])
  }

  it.each([
    ['took away', () => released()],
    ['moved away, and took away from there', movedAndReleasedThere],
  ])('a count is not made up of what we %s a moment ago', async (_, take) => {
    await assigned()
    await take()
    world.cloud.scripts.push(({ params, cloud }) => {
      const outcome = cloud.accept(params)
      world.cloud.stale = ['10.0.0.4', ip]
      return outcome
    })
    const id = await world.accept({ mode: 'count', count: 1 })
    await world.time.advance(second / 2)
    expect((await world.get(id)).state).toBe('running')
    world.cloud.stale = undefined
    await world.time.advance(10 * second)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', addresses: [{ ip: '10.0.0.10', outcome: 'done' }] })
  })

  it.each([
    ['by name', { mode: 'explicit' as const, addresses: [{ ip }] }, ip],
    ['by number', { mode: 'count' as const, count: 1 }, '10.0.0.10'],
  ])(
    'what was asked for %s and seen, then called failed because of reads that lag, is told when it is seen again',
    async (_, body, came) => {
      world.cloud.scripts.push(({ params, cloud }) => cloud.accept(params, 'failed'))
      const id = await world.accept(body)
      await world.time.advance(3 * second)
      world.cloud.stale = ['10.0.0.4']
      await world.time.advance(20 * second)
      expect(await world.get(id)).toMatchObject({ state: 'failed', error: { code: 'task_failed' } })
      world.cloud.stale = undefined
      await world.time.advance(3 * minute)
      expect((await world.get(id)).findings).toContainEqual(expect.objectContaining({ code: 'late_arrival', params: { added: [came] } }))
    },
  )

  it('one that was to be the primary and came as a secondary address is nobody’s success', async () => {
    const id = await world.accept({ mode: 'explicit', addresses: [{ ip, primary: true }], sendPrimaryAnyway: true })
    await world.time.advance(2 * minute)
    expect(await world.get(id)).toMatchObject({ state: 'needs_attention', error: { code: 'came_as_secondary' } })
    expect(world.cloud.sent).toHaveLength(1)
  })
})

it('a list of used addresses from before our own release of one keeps it from nobody (v3)', async () => {
  const world = await createWorld({ api: 'v3' })
  const worker = world.spawn()
  await worker.start()
  const ip = '10.0.0.20'
  world.cloud.on('eni-2').push(ip)
  await world.release([ip], { eniId: 'eni-2' })
  await world.time.advance(20 * second)
  world.cloud.elsewhere.set(ip, 'eni-2')
  const id = await world.accept({ mode: 'explicit', addresses: [{ ip }] })
  await world.time.advance(20 * second)
  expect(await world.get(id)).toMatchObject({ state: 'running', steps: [{ waitsFor: { code: 'reads_lag', params: { ips: [ip] } } }] })
  world.cloud.elsewhere.delete(ip)
  await world.time.advance(minute)
  expect(await world.get(id)).toMatchObject({ state: 'succeeded', addresses: [{ outcome: 'done' }] })
  await worker.stop(0)
  await world.close()
})
