import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lostReply, minute, neverDone, neverDoneAtAll, second, two, unknown } from './testing/answers.ts'
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

const why = (reason: string, more: object = {}) =>
  expect.objectContaining({ code: 'not_resolvable', detail: expect.objectContaining({ params: { why: reason, ...more } }) })
const adopt = (id: string, addresses?: string[]) => world.journal.resolve(id, { action: 'adopt', reason: 'seen by eye', addresses }, 'bob')
const retry = (id: string) => world.journal.resolve(id, { action: 'retry', reason: 'the cloud is well again' }, 'bob')
/** Two were asked for, three came. */
const oneTooMany = async () => {
  world.cloud.scripts.push(({ params, cloud }) => {
    cloud.execute(params)
    cloud.ips.push('10.0.0.99')
    return unknown
  })
  const id = await world.accept({ mode: 'count', count: 2 })
  await world.time.advance(2 * minute)
  expect(await world.get(id)).toMatchObject({ state: 'needs_attention', adoptable: ['10.0.0.10', '10.0.0.11', '10.0.0.99'] })
  return id
}
const stuckNames = async () => {
  world.cloud.scripts.push(...neverDoneAtAll)
  const id = await world.accept(two)
  await world.time.advance(3 * minute)
  expect((await world.get(id)).state).toBe('needs_attention')
  return id
}

describe('adopt', () => {
  it('makes the chosen addresses of a count the result, on a person’s word, audited with the reason', async () => {
    const id = await oneTooMany()
    const adopted = await adopt(id, ['10.0.0.10', ' 10.0.0.11'])
    expect(adopted).toMatchObject({
      state: 'succeeded',
      evidence: 'person',
      error: undefined,
      addresses: [
        { ip: '10.0.0.10', outcome: 'done' },
        { ip: '10.0.0.11', outcome: 'done' },
      ],
    })
    expect(await world.locks()).toEqual([])
    const row = await world.db.kysely.selectFrom('audit').selectAll().where('phase', '=', 'resolution').executeTakeFirstOrThrow()
    expect(row).toMatchObject({ actor: 'bob', action: 'adopt', data: expect.stringContaining('seen by eye') })
    expect(row.data).toContain('10.0.0.11')
    expect((await world.verify()).faults).toEqual([])
  })

  it('does not claim of a count what has gone again; what the difference is and what is left follow the cloud', async () => {
    const id = await oneTooMany()
    const { error, steps } = await world.get(id)
    expect(error).toMatchObject({ code: 'difference', params: { added: ['10.0.0.10', '10.0.0.11', '10.0.0.99'] } })
    const [before] = steps
    world.cloud.ips = ['10.0.0.4', '10.0.0.11']
    await world.time.advance(2 * minute)
    const now = await world.get(id)
    expect(now).toMatchObject({
      state: 'needs_attention',
      error: { code: 'difference', params: { added: ['10.0.0.11'] } },
      adoptable: ['10.0.0.11'],
      undone: ['10.0.0.10', '10.0.0.99'],
    })
    // The difference is as old as the look that found it, and no look was made that could not be.
    const lookedAt = now.steps[0]?.lookedAt ?? ''
    expect(Date.parse(lookedAt)).toBeGreaterThan(Date.parse(before?.lookedAt ?? ''))
    world.cloud.readError = 'timeout'
    await world.time.advance(2 * minute)
    expect(await world.get(id)).toMatchObject({ steps: [{ lookedAt }], adoptable: ['10.0.0.11'] })
    await expect(adopt(id, ['10.0.0.10', '10.0.0.11'])).rejects.toEqual(why('undone', { addresses: ['10.0.0.10'] }))
    world.cloud.readError = undefined
    world.cloud.ips = ['10.0.0.4', '10.0.0.10']
    await world.time.advance(2 * minute)
    expect(await world.get(id)).toMatchObject({ adoptable: ['10.0.0.10'], undone: ['10.0.0.11', '10.0.0.99'] })
    const adopted = await adopt(id, ['10.0.0.10'])
    expect(adopted).toMatchObject({ state: 'partial', addresses: [{ ip: '10.0.0.10', outcome: 'done' }] })
    expect([adopted.undone, adopted.steps[0]?.lookedAt]).toEqual([undefined, undefined])
  })

  it('of fewer than were asked for is partial', async () => {
    const id = await oneTooMany()
    expect(await adopt(id, ['10.0.0.99'])).toMatchObject({ state: 'partial', evidence: 'person', error: { code: 'not_adopted' } })
  })

  it('takes a name that was seen once and went, and fails the others', async () => {
    world.cloud.scripts.push(lostReply(['10.0.0.20']))
    const id = await world.accept(two)
    await world.time.advance(3 * second)
    world.cloud.ips = ['10.0.0.4']
    await world.time.advance(16 * minute)
    expect(await world.get(id)).toMatchObject({ adoptable: ['10.0.0.20'], undone: ['10.0.0.20'] })
    expect(await adopt(id, ['10.0.0.20'])).toMatchObject({
      state: 'partial',
      addresses: [{ outcome: 'done' }, { outcome: 'failed', cause: 'not_adopted' }],
    })
  })

  it('refuses what was not observed, was there before, belongs to another operation, or nothing', async () => {
    const other = await world.accept({ mode: 'explicit', addresses: [{ ip: '10.0.0.99' }] })
    await world.time.advance(3 * second)
    expect((await world.get(other)).state).toBe('succeeded')
    world.cloud.ips.push('10.0.0.98')
    const id = await oneTooManyBeside()
    await expect(adopt(id, [])).rejects.toEqual(why('nothing_chosen'))
    await expect(adopt(id)).rejects.toEqual(why('nothing_chosen'))
    await expect(adopt(id, ['10.0.0.10', '10.0.0.77'])).rejects.toEqual(why('not_observed', { addresses: ['10.0.0.77'] }))
    await expect(adopt(id, ['not an address'])).rejects.toEqual(why('not_observed', { addresses: ['not an address'] }))
    await expect(adopt(id, ['10.0.0.4', '10.0.0.98'])).rejects.toEqual(why('in_baseline', { addresses: ['10.0.0.4', '10.0.0.98'] }))
    await world.time.advance(40 * minute)
    expect(await world.locks()).toEqual([])
    world.cloud.ips = world.cloud.ips.filter((ip) => ip !== '10.0.0.10')
    await world.accept({ mode: 'explicit', addresses: [{ ip: '10.0.0.10' }] })
    await world.time.advance(5 * second)
    await expect(adopt(id, ['10.0.0.10'])).rejects.toEqual(why('of_another_operation', { addresses: ['10.0.0.10'] }))
    expect((await world.get(id)).state).toBe('needs_attention')
  })

  const oneTooManyBeside = async () => {
    world.cloud.scripts.push(({ params, cloud }) => {
      cloud.execute(params)
      cloud.ips.push('10.0.0.97')
      return unknown
    })
    const id = await world.accept({ mode: 'count', count: 2 })
    await world.time.advance(2 * minute)
    expect((await world.get(id)).state).toBe('needs_attention')
    return id
  }

  it('is refused for what runs or has ended', async () => {
    world.cloud.scripts.push(neverDone)
    const id = await world.accept(two)
    await world.time.advance(second)
    await expect(adopt(id, ['10.0.0.20'])).rejects.toEqual(why('not_stuck'))
    await expect(retry(id)).rejects.toEqual(why('not_stuck'))
    await world.time.advance(minute)
    await expect(adopt(id, ['10.0.0.20'])).rejects.toEqual(why('ended'))
    await expect(retry(id)).rejects.toEqual(why('ended'))
  })
})

describe('retry', () => {
  it('sends names again after a look, with a fresh allowance, audited with the reason', async () => {
    const id = await stuckNames()
    world.cloud.scripts.push(neverDone)
    expect(await retry(id)).toMatchObject({ state: 'running', unconfirmed: true, error: undefined })
    expect(world.cloud.sent).toHaveLength(5)
    await world.time.advance(40 * second)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', evidence: 'task' })
    expect(world.cloud.sent).toHaveLength(7)
    expect(world.cloud.sent[5]?.clientToken).not.toBe(world.cloud.sent[4]?.clientToken)
    expect((await world.audits()).filter((row) => row.phase === 'resolution')).toMatchObject([{ action: 'retry' }])
    expect((await world.verify()).faults).toEqual([])
  })

  it('sends names under a new token, even those sent only once: a cloud that knows the old one would repeat what did not help', async () => {
    world.cloud.scripts.push(({ params, cloud }) => cloud.accept(params, 'succeeded', false))
    const id = await world.accept(two)
    await world.time.advance(3 * minute)
    expect((await world.get(id)).state).toBe('needs_attention')
    await retry(id)
    await world.time.advance(40 * second)
    expect((await world.get(id)).state).toBe('succeeded')
    expect(world.cloud.sent).toHaveLength(2)
    expect(world.cloud.sent[1]?.clientToken).not.toBe(world.cloud.sent[0]?.clientToken)
  })

  it('sends nothing if the look shows that it came after all', async () => {
    const id = await stuckNames()
    world.cloud.ips.push('10.0.0.20', '10.0.0.21')
    await retry(id)
    await world.time.advance(40 * second)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', evidence: 'observed' })
    expect(world.cloud.sent).toHaveLength(5)
  })

  it('takes the ENI and the addresses back, or is refused while another operation has them', async () => {
    const id = await stuckNames()
    await world.time.advance(40 * minute)
    expect(await world.locks()).toEqual([])
    world.cloud.scripts.push(({ params, cloud }) => cloud.accept(params, 'running'))
    const other = await world.accept({ mode: 'count', count: 1 })
    await world.time.advance(second)
    await expect(retry(id)).rejects.toEqual(why('eni_busy', { operationId: other }))
    world.cloud.taskOf.set('task-1', 'succeeded')
    await world.time.advance(10 * second)
    world.cloud.scripts.push(({ params, cloud }) => cloud.accept(params, 'running', false))
    const claims = await world.accept({ mode: 'explicit', addresses: [{ ip: '10.0.0.20' }] }, { eniId: 'eni-2' })
    await expect(retry(id)).rejects.toEqual(why('address_claimed', { operationId: claims }))
    await world.time.advance(second)
    world.cloud.taskOf.set('task-2', 'failed')
    await world.time.advance(20 * second)
    await retry(id)
    expect(await world.locks()).toEqual([id])
    expect((await world.claims()).map((claim) => claim.operation_id)).toEqual([id, id])
    await world.time.advance(20 * second)
    expect((await world.get(id)).state).toBe('succeeded')
  })

  it('of a count is refused while a copy may arrive, and when anything new was seen', async () => {
    world.cloud.scripts.push(neverDone)
    const id = await world.accept({ mode: 'count', count: 2 })
    await world.time.advance(16 * minute)
    await expect(retry(id)).rejects.toEqual(why('copy_may_arrive', { until: expect.any(String) }))
    await world.time.advance(16 * minute)
    await retry(id)
    await world.time.advance(10 * second)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', evidence: 'task' })
    expect(world.cloud.sent).toHaveLength(2)
    expect(world.cloud.sent[1]?.clientToken).not.toBe(world.cloud.sent[0]?.clientToken)
    expect(world.cloud.ledger).toHaveLength(1)
  })

  it('of a count is not sent when the looks before it show something new, nor a second time by itself', async () => {
    world.cloud.scripts.push(neverDone)
    const id = await world.accept({ mode: 'count', count: 2 })
    await world.time.advance(32 * minute)
    await retry(id)
    world.cloud.ips.push('10.0.0.99')
    await world.time.advance(5 * minute)
    expect(await world.get(id)).toMatchObject({ state: 'needs_attention', error: { code: 'difference', params: { added: ['10.0.0.99'] } } })
    expect(world.cloud.sent).toHaveLength(1)
    await expect(retry(id)).rejects.toEqual(why('addresses_observed', { addresses: ['10.0.0.99'] }))

    world.cloud.scripts.push(neverDone, neverDone)
    const other = await world.accept({ mode: 'count', count: 2 }, { eniId: 'eni-2' })
    await world.time.advance(32 * minute)
    await retry(other)
    await world.time.advance(60 * minute)
    expect((await world.get(other)).state).toBe('needs_attention')
    expect(world.cloud.sent).toHaveLength(3)
  })

  it('asks for the right of the person who retries', async () => {
    const id = await stuckNames()
    const asked: string[] = []
    await worker.stop(0)
    worker = world.spawn({ actorMayWrite: async (actor) => (asked.push(actor), true) })
    await worker.start()
    await retry(id)
    await world.time.advance(20 * second)
    expect(asked).toEqual(['bob'])
  })

  it.each(['taken', 'read_back', 'sending', 'before_send', 'answered'] as const)('survives a server that dies at “%s”', async (point) => {
    const id = await stuckNames()
    await worker.stop(0)
    await retry(id)
    const dying = world.spawn()
    dying.dieAt(point)
    await dying.start()
    await world.time.advance(10 * second)
    expect(dying.isDead()).toBe(true)
    worker = world.spawn()
    await worker.start()
    await world.time.advance(2 * minute)
    expect((await world.get(id)).state).toBe('succeeded')
    expect(world.cloud.ledger).toHaveLength(1)
  })
})
