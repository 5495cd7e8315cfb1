import 'server-only'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { keptAuditKey } from './audit-key.ts'
import { headMessage } from './audit/head-log.ts'
import { isSealedWith, verifyAudit, type AuditFault, type AuditHead } from './audit/verify.ts'
import { openForReading } from './db/database.ts'
import { openPostgresBeside } from './db/postgres.ts'
import { storeSettings } from './store-settings.ts'

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
  const { DATA_DIR: dataDir, DATABASE_URL: url, AUDIT_KEY: key } = storeSettings(env)
  const db = await (url === undefined ? openForReading({ dataDir }) : openPostgresBeside({ url }))
  try {
    const noted = logs.flatMap((file) => headsIn(readFileSync(file, 'utf8')))
    const sealKey = keptAuditKey(key, dataDir)
    const { rows, head, faults } = await verifyAudit(db, sealKey, noted)
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
    const doubt = (await isSealedWith(db, sealKey))
      ? []
      : ['With a key that is not the key of this log, all of it looks like this: check AUDIT_KEY first.']
    return { whole: false, lines: ['The audit log is NOT whole.', `Row ${first.seq}: ${meaning[first.kind]}.`, ...more, ...doubt] }
  } finally {
    await db.close()
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
