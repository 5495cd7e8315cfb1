import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Db } from '#lib/server/db/database.ts'
import { openTestStore, type TestStore } from '#lib/server/db/testing/store.ts'
import { transact, type Tx } from '#lib/server/db/transact.ts'
import { createAudit } from './audit.ts'
import { verifyAudit, type AuditHead } from './verify.ts'

const key = 'a key for this test'
const audit = createAudit({ key })
let store: TestStore
let db: Db
const write = (n: number) =>
  transact(db, (tx) =>
    audit.record(tx, { at: n, actor: 'ann', action: 'assign', phase: 'intent', operationId: `op-${n}`, target: 'eni-1', data: { n } }),
  )
const tamper = (change: (tx: Tx) => Promise<unknown>) => transact(db, change)
const faults = async (...known: AuditHead[]) => (await verifyAudit(db, key, known)).faults

beforeEach(async () => {
  store = await openTestStore()
  db = store.db
  for (let n = 1; n <= 5; n++) await write(n)
})
afterEach(() => store.close())

it('finds nothing in an untouched log, an empty one included, whoever writes meanwhile', async () => {
  expect(await faults()).toEqual([])
  const [report] = await Promise.all([verifyAudit(db, key), write(6), write(7)])
  expect(report.faults).toEqual([])
  expect(await verifyAudit(db, key)).toMatchObject({ rows: 7, head: { seq: 7 } })
  await tamper(async (tx) => [await tx.deleteFrom('audit').execute(), await tx.deleteFrom('audit_head').execute()])
  expect(await verifyAudit(db, key)).toEqual({ rows: 0, head: undefined, faults: [] })
})

it('commits with the change or not at all', async () => {
  await expect(
    transact(db, async (tx) => {
      await audit.record(tx, { at: 9, actor: 'ann', action: 'assign', phase: 'intent' })
      throw new Error('no')
    }),
  ).rejects.toThrow('no')
  expect(await verifyAudit(db, key)).toMatchObject({ rows: 5, faults: [] })
})

it.each(['at', 'actor', 'action', 'phase', 'operation_id', 'account', 'region', 'target', 'data'] as const)(
  'finds a changed %s',
  async (column) => {
    await tamper((tx) =>
      tx
        .updateTable('audit')
        .set({ [column]: column === 'at' ? 77 : 'mallory' })
        .where('seq', '=', 3)
        .execute(),
    )
    expect(await faults()).toEqual([{ kind: 'changed', seq: 3 }])
  },
)

it('finds a deletion, at the start, in the middle and at the end', async () => {
  await tamper((tx) => tx.deleteFrom('audit').where('seq', '=', 1).execute())
  expect(await faults()).toEqual([{ kind: 'missing', seq: 1 }])
  await tamper((tx) => tx.deleteFrom('audit').where('seq', '=', 3).execute())
  expect(await faults()).toContainEqual({ kind: 'missing', seq: 3 })
  await tamper((tx) => tx.deleteFrom('audit').where('seq', '=', 5).execute())
  expect(await faults()).toContainEqual({ kind: 'cut', seq: 5 })
})

it('finds an insertion and a forged row', async () => {
  await tamper(async (tx) => {
    const row = await tx.selectFrom('audit').selectAll().where('seq', '=', 5).executeTakeFirstOrThrow()
    await tx
      .insertInto('audit')
      .values({ ...row, seq: 6, previous: row.seal, seal: 'f'.repeat(64) })
      .execute()
  })
  expect(await faults()).toEqual([
    { kind: 'head_changed', seq: 5 },
    { kind: 'changed', seq: 6 },
  ])
})

it('finds rows in another order', async () => {
  await tamper(async (tx) => {
    for (const [from, to] of [
      [2, 100],
      [3, 2],
      [100, 3],
    ] as const)
      await tx.updateTable('audit').set({ seq: to }).where('seq', '=', from).execute()
  })
  expect((await faults()).length).toBeGreaterThan(0)
})

it('finds a cut tail, with the head left, forged, removed, and copied in its day if the head was noted elsewhere', async () => {
  const known = (await verifyAudit(db, key)).head
  const old = await transact(db, async (tx) => await tx.selectFrom('audit_head').selectAll().executeTakeFirst())
  await write(6)
  await tamper((tx) => tx.deleteFrom('audit').where('seq', '=', 6).execute())
  expect(await faults()).toEqual([{ kind: 'cut', seq: 6 }])
  await tamper(async (tx) =>
    tx
      .updateTable('audit_head')
      .set({ seq: 5, seal: (await tx.selectFrom('audit').select('seal').where('seq', '=', 5).executeTakeFirstOrThrow()).seal })
      .execute(),
  )
  expect(await faults()).toEqual([{ kind: 'head_changed', seq: 5 }])
  await tamper((tx) =>
    tx
      .updateTable('audit_head')
      .set(old ?? {})
      .execute(),
  )
  expect(await faults()).toEqual([])
  expect(await faults(...(known ? [known] : []))).toEqual([])
  expect(await faults({ seq: 6, seal: 'noted when it was written' })).toEqual([{ kind: 'cut', seq: 6 }])
  expect(await faults({ seq: 4, seal: 'another one than it was' })).toEqual([{ kind: 'rewritten', seq: 4 }])
  await tamper((tx) => tx.deleteFrom('audit_head').execute())
  expect(await faults()).toEqual([{ kind: 'cut', seq: 5 }])
})

it('does not fit another key', async () => {
  expect((await verifyAudit(db, 'another')).faults.length).toBe(6)
})
