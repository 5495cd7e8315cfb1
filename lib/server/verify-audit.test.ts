import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createAudit } from './audit/audit.ts'
import { createHeadLog } from './audit/head-log.ts'
import { auditKey } from './audit-key.ts'
import { systemClock } from './base/clock.ts'
import { createLog } from './base/log.ts'
import { systemRandom } from './base/random.ts'
import { openDatabase, type Db } from './db/database.ts'
import { transact } from './db/transact.ts'
import { auditVerdict, headsIn } from './verify-audit.ts'

let dir: string
let db: Db
let text = ''
const serverLog = createLog('info', { write: (line) => void (text += line) })
const env = () => ({ DATA_DIR: dir })
const write = async (count: number) => {
  const audit = createAudit({ key: await auditKey(db, undefined, dir, systemRandom) })
  await transact(db, async (tx) => {
    for (let n = 0; n < count; n++) await audit.record(tx, { at: n, actor: 'ann', action: 'assign', phase: 'intent' })
  })
}
/** `npm run audit:verify` itself, beside the server that holds the folder. */
const command = (...args: string[]) =>
  new Promise<{ code: number; said: string }>((resolve) => {
    const env = { ...process.env, DATA_DIR: dir, TENCENTCLOUD_SECRET_ID: 'AKIDany' }
    execFile(process.execPath, ['--conditions=react-server', 'scripts/tasks/audit-verify.ts', ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: stdout + stderr }),
    )
  })

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'enidesk-verify-'))
  db = await openDatabase({ dataDir: dir })
  await write(5)
  const headLog = createHeadLog({ db, log: serverLog, clock: systemClock })
  headLog.start()
  await headLog.stop()
  await write(2)
})
afterAll(async () => {
  await db.close()
  rmSync(dir, { recursive: true, force: true })
})

it('says of a whole log how long it is and where it ends, and of the server’s log that it fits', async () => {
  const file = join(dir, 'server.log')
  writeFileSync(file, `Nov 23 03:00:01 host enidesk[1]: ${text}not json: audit head {\n`)
  expect(headsIn(text)).toMatchObject([{ seq: 5 }])
  const { code, said } = await command('--log', file)
  expect(said).toMatch(
    /^The audit log is whole: 7 rows\. Its end is row 7, sealed [0-9a-f]{64}\. It fits the 1 ends that the server noted\.\n$/,
  )
  expect(code).toBe(0)
})

it('names the first bad row, and ends with 1', async () => {
  await transact(db, (tx) => tx.updateTable('audit').set({ actor: 'mallory' }).where('seq', '=', 3).execute())
  const { code, said } = await command()
  expect(said).toBe(
    'The audit log is NOT whole.\nRow 3: it is not what was written: a column was changed, or the row was made by somebody without the key.\n',
  )
  expect(code).toBe(1)
  await transact(db, (tx) => tx.updateTable('audit').set({ actor: 'ann' }).where('seq', '=', 3).execute())
  expect((await auditVerdict(env(), [])).whole).toBe(true)
})

it('finds by the server’s log a tail that was cut together with the head of its day', async () => {
  const file = join(dir, 'server.log')
  const old = await db.kysely.selectFrom('audit_head').selectAll().executeTakeFirstOrThrow()
  await write(2)
  text = ''
  await createHeadLog({ db, log: serverLog, clock: systemClock }).stop()
  writeFileSync(file, text)
  await transact(db, async (tx) => {
    await tx.deleteFrom('audit').where('seq', '>', old.seq).execute()
    await tx.updateTable('audit_head').set(old).execute()
  })
  expect(await auditVerdict(env(), [])).toMatchObject({ whole: true })
  expect(await auditVerdict(env(), [file])).toEqual({
    whole: false,
    lines: ['The audit log is NOT whole.', `Row 8: the log ends before it: its tail was cut off.`],
  })
})

it('says what is missing, and makes neither a database nor a key', async () => {
  await expect(auditVerdict({ DATA_DIR: join(dir, 'nowhere') }, [])).rejects.toThrow('there is no database here')
  await expect(auditVerdict({ ...env(), AUDIT_KEY: 'short' }, [])).rejects.toThrow('AUDIT_KEY: must have at least 32 characters')
  rmSync(join(dir, 'audit.key'))
  await expect(auditVerdict(env(), [])).rejects.toThrow('cannot read the key of the audit log')
  const { code, said } = await command('--loud')
  expect([code, said]).toEqual([1, expect.stringContaining('The only option is --log FILE')])
})
