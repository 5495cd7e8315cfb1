import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { WriteOutcome } from '#lib/server/cloud/client.ts'
import { createWorld, type World } from './testing/world.ts'

/** What may happen next, in any order. */
type Event =
  | { kind: 'accept'; eni: number; ip: number | undefined }
  | { kind: 'tick' }
  | { kind: 'time'; seconds: number }
  | { kind: 'crash' }
  | { kind: 'answer'; answer: 'accepted' | 'lost' | 'never' | 'refused' | 'busy' | 'in_use' | 'not_sent' | 'failed_task' }
  | { kind: 'close' }

const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('accept' as const), eni: fc.nat(2), ip: fc.option(fc.nat(4), { nil: undefined }) }) },
  { weight: 8, arbitrary: fc.constant({ kind: 'tick' as const }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('time' as const), seconds: fc.constantFrom(1, 5, 30, 60, 600, 2400) }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'crash' as const }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('answer' as const),
      answer: fc.constantFrom('accepted' as const, 'lost' as const, 'never' as const, 'refused' as const, 'busy' as const, 'in_use' as const, 'not_sent' as const, 'failed_task' as const),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'close' as const }) },
)

const answers: Record<Extract<Event, { kind: 'answer' }>['answer'], World['cloud']['scripts'][number]> = {
  accepted: ({ params, cloud }) => cloud.accept(params),
  lost: ({ params, cloud }): WriteOutcome => (cloud.execute(params), { kind: 'unknown', cause: 'timeout' }),
  never: () => ({ kind: 'unknown', cause: 'unavailable' }),
  refused: () => ({ kind: 'refused', cause: 'quota_exceeded', retry: false }),
  busy: () => ({ kind: 'busy', cause: 'eni_busy' }),
  in_use: () => ({ kind: 'in_use', cause: 'address_in_use' }),
  not_sent: () => ({ kind: 'not_sent', cause: 'unreachable' }),
  failed_task: ({ params, cloud }) => cloud.accept(params, 'failed', false),
}

async function play(events: readonly Event[]): Promise<void> {
  const world = await createWorld()
  let worker = world.spawn()
  const versions = new Map<string, number>()
  const ended = new Map<string, string>()
  const check = async () => {
    const { items } = await world.journal.list({ limit: 200 })
    const open = items.filter((operation) => operation.endedAt === undefined)
    const locks = await world.db.kysely.selectFrom('eni_lock').selectAll().execute()
    for (const operation of items) {
      const before = versions.get(operation.id) ?? 0
      expect(operation.version).toBeGreaterThanOrEqual(Math.max(1, before))
      versions.set(operation.id, operation.version)
      // What has ended never changes again.
      const shown = JSON.stringify(operation)
      if (ended.has(operation.id)) expect(shown).toBe(ended.get(operation.id))
      if (operation.endedAt) ended.set(operation.id, shown)
      // An open one has its ENI, unless nothing of it can arrive any more.
      const freed = operation.findings.some((finding) => finding.code === 'lock_freed')
      expect(locks.filter((lock) => lock.operation_id === operation.id)).toHaveLength(operation.endedAt || freed ? 0 : 1)
      // Succeeded means that it was seen.
      if (operation.state === 'succeeded') for (const address of operation.addresses) expect(world.cloud.ips).toContain(address.ip)
      // Nothing was sent twice that might have been executed before.
      for (const step of operation.steps) {
        const doubtful = step.attempts.findIndex((attempt) => attempt.outcome === 'unknown')
        if (doubtful >= 0) expect(step.attempts).toHaveLength(doubtful + 1)
      }
    }
    const claims = await world.claims()
    for (const claim of claims) if (claim.until === null) expect(open.map((operation) => operation.id)).toContain(claim.operation_id)
    // At most as many executions as requests, and no address by two of them.
    const executed = world.cloud.ledger.flat()
    expect(new Set(executed).size).toBe(executed.length)
    expect((await world.verify()).faults).toEqual([])
    const completions = (await world.audits()).filter((row) => row.phase === 'completion')
    expect(completions).toHaveLength(ended.size)
  }
  try {
    for (const next of events) {
      switch (next.kind) {
        case 'accept': {
          const body = next.ip === undefined ? { mode: 'count' as const, count: 1 } : { mode: 'explicit' as const, addresses: [{ ip: `10.0.1.${next.ip}` }] }
          await world.accept(body, { eniId: `eni-${next.eni}` }).catch((error: unknown) => expect(['eni_busy', 'address_claimed', 'address_cooling']).toContain((error as { code?: string }).code))
          break
        }
        case 'tick': {
          const ticked = worker.tick()
          await world.time.advance(0)
          await ticked
          break
        }
        case 'time':
          await world.time.advance(next.seconds * 1000)
          break
        case 'crash':
          // In the middle of a turn: whatever it was doing, it never comes back.
          worker.dieAt('answered')
          void worker.tick()
          await world.time.advance(0)
          worker.kill()
          worker = world.spawn()
          await world.time.advance(21_000)
          break
        case 'answer':
          world.cloud.scripts.push(answers[next.answer])
          break
        case 'close': {
          const [stuck] = (await world.journal.list({ state: 'needs_attention' })).items
          if (stuck) await world.journal.resolve(stuck.id, { action: 'close', reason: 'test' }, 'bob')
          break
        }
      }
      await check()
    }
  } finally {
    await world.close()
  }
}

it('holds whatever happens in whatever order', { timeout: 120_000 }, async () => {
  await fc.assert(fc.asyncProperty(fc.array(event, { minLength: 5, maxLength: 40 }), play), { numRuns: 40 })
})
