import 'server-only'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { headMessage } from './audit/head-log.ts'
import { verifyAudit, type AuditFault, type AuditHead } from './audit/verify.ts'
import { settingSchemas } from './base/settings.ts'
import { openForReading } from './db/database.ts'
import { openPostgresForReading } from './db/postgres.ts'
import { StartError } from './http/startup.ts'

const { DATA_DIR, DATABASE_URL, AUDIT_KEY } = settingSchemas
const needed = z.object({ DATA_DIR, DATABASE_URL, AUDIT_KEY })

const meaning: Record<AuditFault['kind'], string> = {
  changed: 'it is not what was written: a column was changed, or the row was made by somebody without the key',
  missing: 'it is missing: a row was deleted',
  out_of_order: 'it does not follow the row before it: rows were exchanged or put in',
  cut: 'the log ends before it: its tail was cut off',
  head_changed: 'the end of the chain does not fit it: its last row was deleted or exchanged, or rows were added',
  rewritten: 'it is another row than the one that the server noted in its log',
}

export type AuditVerdict = { whole: boolean; lines: string[] }

/**
 * Checks the whole audit log, beside a running server too, and says in lines what it found: the first bad row by its number, or
 * that there is none. `logs` are files with the server's own log lines, whose heads the rows must fit. DATA_DIR
 * is absolute. Throws StartError and DataDirError where the log, its key or a setting cannot be read.
 */
export async function auditVerdict(env: Record<string, string | undefined>, logs: readonly string[]): Promise<AuditVerdict> {
  const set = (name: keyof typeof needed.shape) => env[name]?.trim() || undefined
  const parsed = needed.safeParse({ DATA_DIR: set('DATA_DIR'), DATABASE_URL: set('DATABASE_URL'), AUDIT_KEY: set('AUDIT_KEY') })
  if (!parsed.success) throw new StartError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '))
  const settings = parsed.data
  const dataDir = settings.DATA_DIR
  const url = settings.DATABASE_URL
  if (url !== undefined && settings.AUDIT_KEY === undefined) throw new StartError('AUDIT_KEY: is required with DATABASE_URL')
  const db = await (url === undefined ? openForReading({ dataDir }) : openPostgresForReading({ url }))
  try {
    const noted = logs.flatMap((file) => headsIn(readFileSync(file, 'utf8')))
    const { rows, head, faults } = await verifyAudit(db, keptAuditKey(settings.AUDIT_KEY, dataDir), noted)
    const [first] = faults
    const against = logs.length === 0 ? '' : ` It fits the ${noted.length} ends that the server noted.`
    if (first === undefined) {
      const end = head === undefined ? 'It is empty.' : `Its end is row ${head.seq}, sealed ${head.seal}.`
      return { whole: true, lines: [`The audit log is whole: ${rows} rows. ${end}${against}`] }
    }
    const more =
      faults.length === 1
        ? []
        : [`${faults.length - 1}${faults.length >= 100 ? ' or more' : ''} further faults, up to row ${faults.at(-1)?.seq}.`]
    return { whole: false, lines: ['The audit log is NOT whole.', `Row ${first.seq}: ${meaning[first.kind]}.`, ...more] }
  } finally {
    await db.close()
  }
}

/** The key of a log that is there already: AUDIT_KEY, or what the server keeps beside the database. Makes nothing. */
const keptAuditKey = (given: string | undefined, dataDir: string): string => {
  if (given !== undefined) return given
  const file = join(dataDir, 'audit.key')
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    const how = 'set AUDIT_KEY, or run this as the user that the server runs as'
    if (!(error instanceof Error && 'code' in error)) throw error
    throw new StartError(`cannot read the key of the audit log in ${file}: ${how}`)
  }
}

const headLine = z.object({ msg: z.literal(headMessage), seq: z.number().int(), seal: z.string() })

/** The ends of the chain that a log names; its other lines, and those of other programs, mean nothing here. */
export function headsIn(text: string): AuditHead[] {
  return text.split('\n').flatMap((line) => {
    if (!line.includes(headMessage)) return []
    try {
      // A supervisor may put its own words before the line.
      const { seq, seal } = headLine.parse(JSON.parse(line.slice(line.indexOf('{'))))
      return [{ seq, seal }]
    } catch {
      return []
    }
  })
}
