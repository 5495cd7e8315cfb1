import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createAudit } from './audit/audit.ts'
import { auditKey } from './audit-key.ts'
import { systemRandom } from './base/random.ts'
import { openDatabase, type Db } from './db/database.ts'
import { transact } from './db/transact.ts'

let dir: string
let db: Db
const keyOf = (given?: string) => auditKey(db, given, dir, systemRandom)
const record = (key: string) =>
  transact(db, (tx) => createAudit({ key }).record(tx, { at: 1, actor: 'ann', action: 'assign', phase: 'intent' }))

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'enidesk-key-'))
  db = await openDatabase({ dataDir: dir })
})
afterEach(async () => {
  await db.close()
  rmSync(dir, { recursive: true, force: true })
})

test('is made with the log, and is the same from then on', async () => {
  const key = await keyOf()
  expect(await keyOf()).toBe(key)
  await record(key)
  expect(await keyOf()).toBe(key)
})

test('another one is refused once there is a row, from a setting and from the file', async () => {
  await record(await keyOf('a'.repeat(40)))
  await expect(keyOf('b'.repeat(40))).rejects.toThrow('AUDIT_KEY: is not the key of this audit log')
  writeFileSync(join(dir, 'audit.key'), 'b'.repeat(40))
  await expect(keyOf()).rejects.toThrow('audit.key: is not the key of this audit log')
  expect(await keyOf('a'.repeat(40))).toBe('a'.repeat(40))
})

test('one that is lost is asked for, and none is made in its place', async () => {
  await record(await keyOf())
  rmSync(join(dir, 'audit.key'))
  await expect(keyOf()).rejects.toThrow('put it back from a backup')
  expect(existsSync(join(dir, 'audit.key'))).toBe(false)
})
