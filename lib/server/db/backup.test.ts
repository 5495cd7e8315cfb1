import { execFile } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { backUp } from './backup.ts'
import { databaseFile, openDatabase, type Db } from './database.ts'
import { reading, transact } from './transact.ts'

let dir: string
let db: Db
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'enidesk-backup-'))
  db = await openDatabase({ dataDir: join(dir, 'data') })
})
afterEach(async () => {
  await db.close()
  rmSync(dir, { recursive: true, force: true })
})

/** Two rows that only ever change together. */
const write = (value: number) =>
  transact(db, async (tx) => {
    for (const id of ['one', 'other'])
      await tx
        .insertInto('server')
        .values({ id, seen_at: value })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ seen_at: value }))
        .execute()
  })
const restored = async (file: string): Promise<number[]> => {
  const dataDir = join(dir, 'restored')
  mkdirSync(dataDir)
  copyFileSync(file, join(dataDir, databaseFile))
  const opened = await openDatabase({ dataDir })
  const rows = await reading(opened, (k) => k.selectFrom('server').select('seen_at').execute())
  await opened.close()
  return rows.map((row) => row.seen_at)
}
const command = (...args: string[]) =>
  new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const env = { ...process.env, DATA_DIR: join(dir, 'data'), TENCENTCLOUD_SECRET_ID: 'AKIDany', DATABASE_URL: '' }
    execFile(process.execPath, ['--conditions=react-server', 'scripts/tasks/backup.ts', ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    )
  })

it('copies one moment beside a server that goes on writing, and the copy can be started from', async () => {
  await write(0)
  let written = 0
  const over = new AbortController()
  const copying = command(join(dir, 'copies')).finally(() => over.abort())
  while (!over.signal.aborted) {
    await write((written += 1))
    await new Promise((resolve) => setImmediate(resolve))
  }
  const { code, stdout } = await copying
  expect([code, stdout]).toEqual([
    0,
    expect.stringMatching(/: 0 operations, 0 rows of the audit log, .* It was read back and is whole\.\n$/),
  ])
  const [name, ...others] = readdirSync(join(dir, 'copies'))
  expect([name, others]).toEqual([expect.stringMatching(/^enidesk-\d{4}-.*Z\.sqlite$/), []])
  const file = join(dir, 'copies', name ?? '')
  expect(statSync(file).mode & 0o777).toBe(process.platform === 'win32' ? 0o666 : 0o600)
  const [one, other] = await restored(file)
  expect(one).toBe(other)
  expect(one).toBeLessThanOrEqual(written)
})

it('writes over nothing, leaves nothing half, and says what is wrong', async () => {
  const now = Date.UTC(2026, 10, 23)
  const copies = join(dir, 'copies')
  backUp(join(dir, 'data'), copies, now)
  expect(readdirSync(copies)).toEqual(['enidesk-2026-11-23T00-00-00.000Z.sqlite'])
  expect(() => backUp(join(dir, 'data'), copies, now)).toThrow('EEXIST')
  expect(() => backUp(join(dir, 'nowhere'), copies, now + 1)).toThrow('there is no database here')
  writeFileSync(join(dir, 'file'), '')
  expect(await command(join(dir, 'file'))).toMatchObject({ code: 1, stdout: '' })
  expect(await command()).toMatchObject({ code: 1, stderr: expect.stringContaining('npm run backup -- ') })
  mkdirSync(join(dir, 'damaged'))
  writeFileSync(join(dir, 'damaged', databaseFile), 'x'.repeat(5000))
  expect(() => backUp(join(dir, 'damaged'), copies, now + 2)).toThrow('damaged')
  expect(readdirSync(copies)).toHaveLength(1)
  expect(existsSync(join(copies, 'enidesk-2026-11-23T00-00-00.002Z.sqlite.part'))).toBe(false)
})
