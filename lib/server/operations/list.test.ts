/** What a list of operations is narrowed by. */
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { onPostgres } from '#lib/server/db/testing/store.ts'
import type { OperationQuery } from './list.ts'
import { createWorld, type World } from './testing/world.ts'

const start = Date.UTC(2026, 10, 22)
let world: World
/** One of each kind, by four people, a second apart; the note is of the same millisecond as the move. */
let ids: Record<'assign' | 'release' | 'move' | 'note', string>

beforeEach(async () => {
  world = await createWorld()
  const ofKind = { eniId: 'eni-5', actor: 'local' }
  const assign = await world.accept({ mode: 'explicit', addresses: [{ ip: '10.0.0.5' }] }, ofKind)
  const release = await world.release(['10.0.0.6'], { eniId: 'eni-6', actor: 'usr_ann' })
  const move = await world.move('10.0.0.7', { eniId: 'eni-7', actor: 'tok_ci' }, 'eni-8')
  const note = await world.note('canary')
  ids = { assign, release, move, note }
  const at = { [assign]: 0, [release]: 1000, [move]: 2000, [note]: 2000 }
  for (const [id, later] of Object.entries(at))
    await world.db.kysely
      .updateTable('operation')
      .set({ created_at: start + later, ...(id === note ? { actor: 'usr_anna' } : {}) })
      .where('id', '=', id)
      .execute()
  const user = { username: null, email_verified: 1, image: null, disabled: 0, demo: 0, last_sign_in_at: null }
  const times = { created_at: '2026-11-01', updated_at: '2026-11-01' }
  for (const [id, name] of [
    ['usr_ann', 'Ann Ärzte'],
    ['usr_anna', 'Zhao Qing 赵青'],
  ] as const)
    await world.db.kysely
      .insertInto('auth_user')
      .values({ id, name, email: `${id}@secret.example`, ...user, ...times })
      .execute()
})
afterEach(() => world.close())

const found = async (query: OperationQuery) => (await world.journal.list(query)).items.map(({ id }) => id)
const iso = (ms: number) => new Date(start + ms).toISOString()

describe('a list of operations is narrowed', () => {
  it('by kind, one or several', async () => {
    for (const kind of ['assign', 'release', 'move', 'note'] as const) expect(await found({ kind })).toEqual([ids[kind]])
    expect(await found({ kind: 'release,assign' })).toEqual([ids.release, ids.assign])
  })

  it('by who asked: a part of their name, or their whole id, and by nothing else that is known of them', async () => {
    expect(await found({ actor: 'ann' })).toEqual([ids.release])
    expect(await found({ actor: 'Ärzte' })).toEqual([ids.release])
    expect(await found({ actor: '赵' })).toEqual([ids.note])
    // The id of one is the beginning of the other's.
    expect(await found({ actor: 'usr_ann' })).toEqual([ids.release])
    for (const actor of ['local', 'tok_ci']) expect(await found({ actor })).toHaveLength(1)
    for (const actor of ['secret.example', '%', 'usr_']) expect(await found({ actor })).toEqual([])
  })

  it('by when they began: from is included, to is not', async () => {
    expect(await found({ from: iso(1000) })).toHaveLength(3)
    expect(await found({ from: iso(1000), to: iso(2000) })).toEqual([ids.release])
    expect(await found({ to: '2026-11-22T08:00:01+08:00' })).toEqual([ids.assign])
    expect(await found({ from: iso(2000), to: iso(1000) })).toEqual([])
  })

  it('by several things at once, page by page, each row once', async () => {
    const query = { kind: 'move,note,release', from: iso(500), q: 'eni-', limit: 1 }
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await world.journal.list({ ...query, cursor })
      expect(page.total).toBe(3)
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor
    } while (cursor)
    expect(seen).toEqual([...[ids.move, ids.note].toSorted().toReversed(), ids.release])
  })

  it.runIf(!onPostgres())('by an index, in the order that is shown', async () => {
    const plan = async (where: string) => {
      const { rows } = await sql<{ detail: string }>`explain query plan select id from operation where ${sql.raw(where)}
        order by created_at desc, id desc limit 50`.execute(world.db.kysely)
      return rows.map(({ detail }) => detail).join('; ')
    }
    expect(await plan("kind = 'move' and created_at >= 1")).toMatch(/USING (COVERING )?INDEX operation_kind \(kind=\? AND created_at>\?\)$/)
    expect(await plan("actor in ('a')")).toMatch(/USING (COVERING )?INDEX operation_actor \(actor=\?\)$/)
    expect(await plan('created_at >= 1 and created_at < 2')).toMatch(/INDEX operation_created \(created_at>\? AND created_at<\?\)$/)
  })
})
