import { afterAll, beforeAll, expect, it } from 'vitest'
import { createAudit } from './audit/audit.ts'
import type { Db } from './db/database.ts'
import { openPostgres } from './db/postgres.ts'
import { newDatabase } from './db/testing/store.ts'
import { transact } from './db/transact.ts'
import { auditVerdict } from './verify-audit.ts'

const AUDIT_KEY = 'the key that all servers on it share'
let DATABASE_URL: string
let db: Db
beforeAll(async () => {
  DATABASE_URL = await newDatabase()
  db = await openPostgres({ url: DATABASE_URL })
  const audit = createAudit({ key: AUDIT_KEY })
  for (let at = 1; at <= 3; at++)
    await transact(db, (tx) => audit.record(tx, { at, actor: 'ann', action: 'assign', phase: 'intent', data: { text: 'a\0b' } }))
})
afterAll(() => db.close())

it('verifies the log beside the running server, and finds what was changed', async () => {
  const { lines } = await auditVerdict({ DATABASE_URL, AUDIT_KEY }, [])
  expect(lines).toEqual([expect.stringMatching(/^The audit log is whole: 3 rows\./)])
  await transact(db, (tx) => tx.updateTable('audit').set({ actor: 'mallory' }).where('seq', '=', 2).execute())
  expect(await auditVerdict({ DATABASE_URL, AUDIT_KEY }, [])).toMatchObject({
    whole: false,
    lines: [expect.anything(), expect.stringMatching(/^Row 2: /)],
  })
})

it('wants the key, and a database in which a server has been', async () => {
  await expect(auditVerdict({ DATABASE_URL }, [])).rejects.toThrow('AUDIT_KEY: is required with DATABASE_URL')
  await expect(auditVerdict({ DATABASE_URL: await newDatabase(), AUDIT_KEY }, [])).rejects.toThrow('there is no database here')
})
