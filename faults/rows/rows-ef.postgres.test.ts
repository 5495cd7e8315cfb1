import { afterAll, beforeAll, expect, it } from 'vitest'
import { newDatabase } from '#lib/server/db/testing/store.ts'
import { openShared, type SharedStore } from '#faults/world/postgres.ts'
import { postgresRows } from './on-postgres.ts'
import { playCase } from './play.ts'

/** One of either letter here, all of them in `npm run faults`; the worker has its own tests on PostgreSQL. */
const some = [
  ['E4', 'count', 'v2'],
  ['F1b', 'explicit', 'v3'],
] as const

let store: SharedStore
beforeAll(async () => {
  store = await openShared(await newDatabase())
})
afterAll(() => store.close())

it.each(some)('%s, %s %s', { timeout: 60_000 }, async (id, mode, api) => {
  const row = postgresRows.find((one) => one.id === id)
  if (!row) throw new Error(`there is no row ${id} on PostgreSQL`)
  const { seen, expected, wrong } = await playCase(row, { mode, api }, store)
  expect(wrong).toEqual([])
  expect(seen).toBe(expected)
})
