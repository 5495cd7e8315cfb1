import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Operation } from '#lib/schema/operation.ts'
import { AppError } from '#lib/server/base/errors.ts'
import { onPostgres } from '#lib/server/db/testing/store.ts'
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
  | { kind: 'retry' }
  | { kind: 'adopt' }

const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('accept' as const), eni: fc.nat(2), ip: fc.option(fc.nat(4), { nil: undefined }) }),
  },
  { weight: 8, arbitrary: fc.constant({ kind: 'tick' as const }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('time' as const), seconds: fc.constantFrom(1, 5, 30, 60, 600, 2400) }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'crash' as const }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('answer' as const),
      answer: fc.constantFrom(
        'accepted' as const,
        'lost' as const,
        'never' as const,
        'refused' as const,
        'busy' as const,
        'in_use' as const,
        'not_sent' as const,
        'failed_task' as const,
      ),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'close' as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'retry' as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'adopt' as const }) },
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

const conflicts = ['eni_busy', 'address_claimed', 'address_cooling']

async function play(events: readonly Event[]): Promise<void> {
  const world = await createWorld()
  let worker = world.spawn()
  const versions = new Map<string, number>()
  const ended = new Map<string, string>()
  const retries = new Map<string, number>()
  const check = async () => {
    const { items } = await world.journal.list({ limit: 200 })
    const locks = await world.db.kysely.selectFrom('eni_lock').selectAll().execute()
    const locksOf = (id: string) => locks.filter((lock) => lock.operation_id === id).length
    const marked = await world.db.kysely
      .selectFrom('operation_step')
      .select('operation_id')
      .where('progress', 'like', '%"lockFreed":true%')
      .execute()
    // A person's retry takes the ENI back; what is told of the past stays.
    const freed = ({ id, findings }: Operation) =>
      retries.has(id) ? marked.some((step) => step.operation_id === id) : findings.some(({ code }) => code === 'lock_freed')
    const wrong = (rule: string, holds: (operation: Operation) => boolean) =>
      expect({ rule, broken: items.filter((operation) => !holds(operation)) }).toEqual({ rule, broken: [] })

    wrong('versions rise', (operation) => operation.version >= Math.max(1, versions.get(operation.id) ?? 0))
    wrong('what has ended never changes', (operation) => [undefined, JSON.stringify(operation)].includes(ended.get(operation.id)))
    wrong(
      'an open one has its ENI while anything of it can arrive',
      (operation) => locksOf(operation.id) === (operation.endedAt || freed(operation) ? 0 : 1),
    )
    wrong(
      'succeeded means that it was seen',
      ({ state, addresses, eniId }) => state !== 'succeeded' || addresses.every(({ ip }) => world.cloud.on(eniId).includes(ip)),
    )
    const retried = (operation: Operation) => retries.get(operation.id) ?? 0
    wrong('nothing follows a count whose fate nobody knew, but on a person’s word', (operation) => {
      const follows = operation.steps.flatMap(({ attempts }) => attempts.slice(0, -1).filter((attempt) => attempt.outcome === 'unknown'))
      return operation.mode !== 'count' || follows.length <= retried(operation)
    })
    wrong('names are sent five times at most while nobody knows, and five more on a person’s word', (operation) =>
      operation.steps.every(
        ({ attempts }) => attempts.filter((attempt) => attempt.outcome === 'unknown').length <= 5 * (1 + retried(operation)),
      ),
    )
    const named = items.flatMap((operation) => operation.addresses.filter(({ outcome }) => outcome === 'done').map(({ ip }) => ip))
    expect(new Set(named).size).toBe(named.length)
    const claims = await world.claims()
    const open = new Set(items.filter((operation) => !operation.endedAt).map((operation) => operation.id))
    expect(claims.filter((claim) => claim.until === null && !open.has(claim.operation_id))).toEqual([])
    const executed = world.cloud.ledger.flat()
    // No address is placed by two requests.
    expect(new Set(executed).size).toBe(executed.length)
    for (const operation of items) {
      versions.set(operation.id, operation.version)
      if (operation.endedAt) ended.set(operation.id, JSON.stringify(operation))
    }
    expect((await world.verify()).faults).toEqual([])
    expect((await world.audits()).filter((row) => row.phase === 'completion')).toHaveLength(ended.size)
  }
  try {
    for (const next of events) {
      switch (next.kind) {
        case 'accept': {
          const body =
            next.ip === undefined
              ? { mode: 'count' as const, count: 1 }
              : { mode: 'explicit' as const, addresses: [{ ip: `10.0.1.${next.ip}` }] }
          const refused = await world.accept(body, { eniId: `eni-${next.eni}` }).then(
            () => undefined,
            (error: unknown) => error,
          )
          if (refused !== undefined && !(refused instanceof AppError && conflicts.includes(refused.code))) throw refused
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
        case 'retry':
        case 'adopt': {
          const [stuck] = (await world.journal.list({ state: 'needs_attention' })).items
          if (!stuck) break
          const body = { action: next.kind, reason: 'test', addresses: next.kind === 'adopt' ? stuck.adoptable : undefined }
          const refused = await world.journal.resolve(stuck.id, body, 'bob').then(
            () => undefined,
            (error: unknown) => error,
          )
          if (refused !== undefined && !(refused instanceof AppError && refused.code === 'not_resolvable')) throw refused
          if (refused === undefined && next.kind === 'retry') retries.set(stuck.id, (retries.get(stuck.id) ?? 0) + 1)
          break
        }
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
  await fc.assert(fc.asyncProperty(fc.array(event, { minLength: 5, maxLength: 40 }), play), { numRuns: onPostgres() ? 20 : 40 })
})
