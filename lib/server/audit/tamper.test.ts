import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDatabase, type Db } from '#lib/server/db/database.ts'
import { transact } from '#lib/server/db/transact.ts'
import { createAudit } from './audit.ts'
import { sealRow } from './seal.ts'
import { verifyAudit } from './verify.ts'

const key = 'a key for this test'
const rows = 40
const places = 50
let dir: string
let db: Db
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'enidesk-tamper-'))
  db = await openDatabase({ dataDir: dir })
  const audit = createAudit({ key })
  await transact(db, async (tx) => {
    for (let n = 1; n <= rows; n++)
      await audit.record(tx, {
        at: n,
        actor: `user-${n % 3}`,
        action: 'assign',
        phase: 'intent',
        operationId: `op-${n}`,
        account: 'main',
        region: 'gz',
        target: 'eni-1',
        data: { n },
      })
  })
})
afterAll(async () => {
  await db.close()
  rmSync(dir, { recursive: true, force: true })
})

/** The same places in every run (mulberry32). */
const randomOf = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
}
const random = randomOf(20_261_123)
const upTo = (n: number) => 1 + Math.floor(random() * n)

/** Changes the file as somebody could who has it but not the key, verifies, and takes the change back: nothing is committed. */
async function after(change: () => Promise<unknown>) {
  await sql`savepoint tampered`.execute(db.kysely)
  try {
    await change()
    return await verifyAudit(db, key)
  } finally {
    await sql`rollback to tampered`.execute(db.kysely)
    await sql`release tampered`.execute(db.kysely)
  }
}
const row = (seq: number) => db.kysely.selectFrom('audit').selectAll().where('seq', '=', seq).executeTakeFirstOrThrow()
const move = (from: number, to: number) => db.kysely.updateTable('audit').set({ seq: to }).where('seq', '=', from).execute()
const columns = ['at', 'actor', 'action', 'phase', 'operation_id', 'account', 'region', 'target', 'data', 'previous', 'seal'] as const

const ways: Record<string, (at: number) => Promise<{ change: () => Promise<unknown>; firstBad: (seq: number) => boolean }>> = {
  'a changed row': async (at) => {
    const column = columns[upTo(columns.length) - 1] ?? 'data'
    const value = column === 'at' ? 1e9 + random() : `x${random()}`
    return {
      change: () =>
        db.kysely
          .updateTable('audit')
          .set({ [column]: value })
          .where('seq', '=', at)
          .execute(),
      firstBad: (seq) => seq === at,
    }
  },
  'a deleted row': async (at) => ({
    change: () => db.kysely.deleteFrom('audit').where('seq', '=', at).execute(),
    firstBad: (seq) => seq === at,
  }),
  'a row put in': async (at) => ({
    change: async () => {
      // All later rows move on by one, from the end; the new one is sealed, under another key.
      for (let seq = rows; seq > at; seq--) await move(seq, seq + 1)
      const forged = { ...(await row(at)), seq: at + 1, actor: 'mallory' }
      await db.kysely
        .insertInto('audit')
        .values({ ...forged, seal: sealRow('another key', forged) })
        .execute()
    },
    firstBad: (seq) => seq === at + 1 || (at === rows && seq === rows),
  }),
  'two rows exchanged': async (at) => {
    const other = 1 + ((at - 1 + upTo(rows - 1)) % rows)
    return {
      change: async () => {
        await move(at, rows + 100)
        await move(other, at)
        await move(rows + 100, other)
      },
      firstBad: (seq) => seq === Math.min(at, other),
    }
  },
  'a cut tail': async (at) => ({
    change: () => db.kysely.deleteFrom('audit').where('seq', '>=', at).execute(),
    firstBad: (seq) => seq === at,
  }),
  'a cut tail whose head was set to fit': async (at) => ({
    change: async () => {
      const last = at === 1 ? { seq: 0, seal: '' } : await row(at - 1)
      await db.kysely.deleteFrom('audit').where('seq', '>=', at).execute()
      await db.kysely.updateTable('audit_head').set({ seq: last.seq, seal: last.seal }).execute()
    },
    firstBad: (seq) => seq === at - 1,
  }),
}

it.each(Object.entries(ways))(`finds %s, at ${places} random places, and names the first bad row`, async (_, way) => {
  for (let n = 0; n < places; n++) {
    const at = upTo(rows)
    const { change, firstBad } = await way(at)
    const { faults } = await after(change)
    expect({ at, first: faults[0], named: faults[0] !== undefined && firstBad(faults[0].seq) }).toMatchObject({ named: true })
  }
})

it('found all that in a log that is whole', async () => {
  expect(await verifyAudit(db, key)).toMatchObject({ rows, faults: [] })
})
