/** The lists of people and tokens: read page by page, in one order, however many there are. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listQuery, type Page } from '#lib/schema/page.ts'
import { authRig, type AuthRig } from './testing/rig.ts'

let rig: AuthRig
beforeEach(async () => {
  rig = await authRig()
})
afterEach(() => rig.close())

const numbers = Array.from({ length: 250 }, (_, n) => n)
/** In no order, and with letters of either case. */
const nameOf = (n: number): string => `${n % 2 === 0 ? 'Person' : 'person'} ${(n * 77) % 250}`

const addPeople = async (): Promise<void> => {
  const at = '2026-11-23T03:00:00.000Z'
  const rest = { email_verified: 1, image: null, created_at: at, updated_at: at, disabled: 0, demo: 0, last_sign_in_at: null }
  const row = (n: number) => ({ id: `usr_${n}`, name: nameOf(n), email: `p${n}@example.com`, username: `name-${n}`, ...rest })
  await rig.db.kysely.insertInto('auth_user').values(numbers.map(row)).execute()
  await rig.db.kysely
    .insertInto('user_grant')
    .values(numbers.map((n) => ({ user_id: `usr_${n}`, position: 0, role: 'viewer', accounts: 'all' })))
    .execute()
}

const addTokens = async (): Promise<void> => {
  const rest = { role: 'viewer', accounts: 'all', created_by: 'usr_7', expires_at: 9e12, last_used_at: null, revoked_at: null, demo: 0 }
  // Three were made in each millisecond.
  const row = (n: number) => ({ id: `tok_${n}`, hash: `hash ${n}`, name: `Script ${n}`, created_at: 1e12 + Math.floor(n / 3), ...rest })
  await rig.db.kysely.insertInto('api_token').values(numbers.map(row)).execute()
}

/** Every page from the first to the last. */
const pagesOf = async <T>(list: (cursor: string | undefined) => Promise<Page<T>>): Promise<Page<T>[]> => {
  const pages = [await list(undefined)]
  for (let next = pages[0]?.nextCursor; next !== undefined && pages.length < 20; next = pages.at(-1)?.nextCursor)
    pages.push(await list(next))
  return pages
}

describe('users', () => {
  beforeEach(addPeople)

  test('250 come in pages of 100, each once, by name', async () => {
    const pages = await pagesOf((cursor) => rig.auth.users.list({ limit: 100, cursor }))
    expect(pages.map(({ items, total }) => [items.length, total])).toEqual([
      [100, 250],
      [100, 250],
      [50, 250],
    ])
    const all = pages.flatMap(({ items }) => items)
    expect(new Set(all.map(({ id }) => id)).size).toBe(250)
    const sorted = await rig.db.kysely
      .selectFrom('auth_user')
      .select('id')
      .orderBy((eb) => eb.fn('lower', ['name']))
      .orderBy('id')
      .execute()
    expect(all.map(({ id }) => id)).toEqual(sorted.map(({ id }) => id))
    expect(all[0]).toMatchObject({ grants: [{ role: 'viewer', accounts: 'all' }], totp: false, hasPassword: false })
  })

  test('a cursor is taken back however long a name is, in any script', async () => {
    const name = '网'.repeat(100)
    await rig.db.kysely.updateTable('auth_user').set({ name }).where('id', 'in', ['usr_1', 'usr_2', 'usr_3']).execute()
    const pages = await pagesOf((cursor) => {
      const query = listQuery.parse({ limit: 1, ...(cursor === undefined ? {} : { cursor }) })
      return rig.auth.users.list({ q: '网', limit: query.limit, cursor: query.cursor })
    })
    expect(pages.map(({ items }) => items.length)).toEqual([1, 1, 1])
  })

  test('who is called otherwise meanwhile moves nobody else to another page', async () => {
    const first = await rig.auth.users.list({ limit: 100 })
    const last = first.items.at(-1)?.id ?? ''
    await rig.db.kysely.updateTable('auth_user').set({ name: 'Aaron' }).where('id', '=', last).execute()
    const second = await rig.auth.users.list({ limit: 100, cursor: first.nextCursor })
    const whole = await rig.auth.users.list({ limit: 200 })
    expect([last, ...[...first.items.slice(0, 99), ...second.items].map(({ id }) => id)]).toEqual(whole.items.map(({ id }) => id))
  })

  test.each([
    ['PERSON 1', 111],
    ['p17@EXAMPLE', 1],
    ['name-24', 11],
    ['%', 0],
    ['_', 0],
    ["' or 1=1 --", 0],
  ])('%s is a part of the name, address or user name of %d', async (q, count) => {
    const pages = await pagesOf((cursor) => rig.auth.users.list({ q, limit: 10, cursor }))
    expect(pages[0]?.total).toBe(count)
    expect(pages.flatMap(({ items }) => items)).toHaveLength(count)
  })

  test('letters beyond ASCII are found as they are typed', async () => {
    await rig.db.kysely.updateTable('auth_user').set({ name: 'Émile 李伟' }).where('id', '=', 'usr_3').execute()
    for (const q of ['Émile', '李']) expect((await rig.auth.users.list({ q, limit: 10 })).items.map(({ id }) => id)).toEqual(['usr_3'])
  })
})

describe('tokens', () => {
  beforeEach(async () => {
    await addPeople()
    await addTokens()
  })

  test('250 come in pages of 100, each once, newest first, with whose they are', async () => {
    const pages = await pagesOf((cursor) => rig.auth.tokens.list({ limit: 100, cursor }))
    expect(pages.map(({ items, total }) => [items.length, total])).toEqual([
      [100, 250],
      [100, 250],
      [50, 250],
    ])
    const all = pages.flatMap(({ items }) => items)
    expect(new Set(all.map(({ id }) => id)).size).toBe(250)
    expect(all.map(({ createdAt }) => createdAt)).toEqual(
      all
        .map(({ createdAt }) => createdAt)
        .toSorted()
        .toReversed(),
    )
    expect(all[0]).toMatchObject({ createdBy: 'usr_7', createdByName: nameOf(7) })
  })

  test('a part of the name finds them, page by page', async () => {
    const pages = await pagesOf((cursor) => rig.auth.tokens.list({ q: 'sCRIPT 2', limit: 7, cursor }))
    expect(pages[0]?.total).toBe(61)
    expect(new Set(pages.flatMap(({ items }) => items.map(({ name }) => name)))).toHaveProperty('size', 61)
  })
})

const crafted = ['["a"]', '[1e300,"tok_1"]', '[1.5,"tok_1"]'].map((text) => Buffer.from(text).toString('base64url'))
test.each(['', 'x', 'W10', 'WzEsMl0', ...crafted])('%j is no cursor of either list', async (cursor) => {
  for (const list of [rig.auth.users.list, rig.auth.tokens.list])
    await expect(list({ limit: 10, cursor })).rejects.toMatchObject({ code: 'bad_cursor' })
})
