import 'server-only'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Random } from './base/random.ts'
import { StartError } from './http/startup.ts'
import { damaged, isKey, keyFile } from './key-file.ts'

const fileName = 'audit.key'

/**
 * The key that seals the audit log: AUDIT_KEY, or one that is made once and kept in DATA_DIR for this user only. Whoever has
 * both the database and this file can rewrite history, so a server that matters sets AUDIT_KEY.
 */
export const auditKey = (given: string | undefined, dataDir: string, random: Random): string =>
  keyFile(given, dataDir, random, { fileName, setting: 'AUDIT_KEY' })

/** The key of a log that is there already: AUDIT_KEY, or what the server keeps beside the database. Makes nothing. Throws StartError. */
export const keptAuditKey = (given: string | undefined, dataDir: string): string => {
  if (given !== undefined) return given
  const file = path.join(/* turbopackIgnore: true */ dataDir, fileName)
  try {
    const key = readFileSync(file, 'utf8').trim()
    if (!isKey(key)) throw damaged(file, 'AUDIT_KEY')
    return key
  } catch (error) {
    const how = 'set AUDIT_KEY, or run this as the user that the server runs as'
    if (!(error instanceof Error && 'code' in error)) throw error
    throw new StartError(`cannot read the key of the audit log in ${file}: ${how}`)
  }
}
