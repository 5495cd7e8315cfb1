import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createAudit } from './audit/audit.ts'
import { verifyAudit } from './audit/verify.ts'
import { auditKey } from './audit-key.ts'
import { insertUser } from './auth/user-rows.ts'
import { systemRandom } from './base/random.ts'
import { openDatabase } from './db/database.ts'
import { transact } from './db/transact.ts'

let dir: string
const open = () => openDatabase({ dataDir: dir })
/** `npm run password:link` itself, without any credential of a cloud. */
const command = (...args: string[]) =>
  new Promise<{ code: number; said: string }>((resolve) => {
    const env = { ...process.env, DATA_DIR: dir, PUBLIC_ORIGIN: 'https://eni.example.com' }
    const task = ['--conditions=react-server', 'scripts/tasks/password-link.ts', ...args]
    execFile(process.execPath, task, { env }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: stdout + stderr }),
    )
  })

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'enidesk-link-'))
  const db = await open()
  const audit = createAudit({ key: await auditKey(db, undefined, dir, systemRandom) })
  await transact(db, async (tx) => {
    const grants = [{ role: 'admin', accounts: 'all' }] as const
    const id = await insertUser(tx, { random: systemRandom }, { name: 'Ann', email: 'ann@example.com', grants }, 1)
    await tx.insertInto('user_totp').values({ user_id: id, secret: 'x', confirmed_at: 1, last_step: 0 }).execute()
    await audit.record(tx, { at: 1, actor: 'system', action: 'user_created', phase: 'event', target: id })
  })
  await db.close()
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const after = async () => {
  const db = await open()
  try {
    const { faults } = await verifyAudit(db, await auditKey(db, undefined, dir, systemRandom))
    const rows = await db.kysely.selectFrom('audit').select(['actor', 'action', 'data']).orderBy('seq', 'desc').execute()
    const links = await db.kysely.selectFrom('one_time_link').select(['purpose', 'user_id']).execute()
    const factors = await db.kysely.selectFrom('user_totp').selectAll().execute()
    return { faults, last: rows[0], links, factors: factors.length }
  } finally {
    await db.close()
  }
}

test('is made for who is there, by the name they sign in with, and stands in the audit log', async () => {
  const { code, said } = await command('Ann@Example.com')
  expect(said).toMatch(/^https:\/\/eni\.example\.com\/set-up#\S{20,}\nIt works once, within 24 hours\.\n$/)
  expect(code).toBe(0)
  const { faults, last, links, factors } = await after()
  expect(faults).toEqual([])
  expect(last).toMatchObject({ actor: 'system', action: 'password_link' })
  expect(links).toMatchObject([{ purpose: 'password' }])
  expect(factors).toBe(1)
})

test('takes off a second factor that was lost, where that is asked for', async () => {
  const { said } = await command('ann@example.com', '--without-second-factor')
  expect(said).toMatch(/The second factor is off\.\n$/)
  const { last, factors } = await after()
  expect(factors).toBe(0)
  expect(JSON.parse(last?.data ?? '')).toEqual({ withoutSecondFactor: true })
})

test('says in one line why not: nobody of that name, nobody named, no database, a server that runs', async () => {
  const failures = async (...args: string[]) => {
    const { code, said } = await command(...args)
    return [code, said.trim().split('\n').length, said]
  }
  expect(await failures('bob@example.com')).toEqual([1, 1, expect.stringContaining('Nobody who may sign in has')])
  expect(await failures()).toEqual([1, 1, expect.stringContaining('Say whose')])
  // A row under another key would break the log for good.
  process.env['AUDIT_KEY'] = 'another key than the one that seals this log'
  expect(await failures('ann@example.com')).toEqual([1, 1, expect.stringContaining('AUDIT_KEY: is not the key of this audit log')])
  delete process.env['AUDIT_KEY']
  const kept = readFileSync(join(dir, 'audit.key'))
  writeFileSync(join(dir, 'audit.key'), '')
  expect(await failures('ann@example.com')).toEqual([1, 1, expect.stringContaining('audit.key is damaged')])
  writeFileSync(join(dir, 'audit.key'), kept)
  const { faults, links } = await after()
  expect([faults, links]).toEqual([[], []])
  const db = await open()
  expect(await failures('ann@example.com')).toEqual([1, 1, expect.stringContaining('another server already works on this data folder')])
  await db.close()
  rmSync(dir, { recursive: true })
  mkdirSync(dir)
  expect(await failures('ann@example.com')).toEqual([1, 1, expect.stringContaining('there is no database here')])
})
