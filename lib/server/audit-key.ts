import 'server-only'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { isBegun, isSealedWith } from './audit/verify.ts'
import type { Random } from './base/random.ts'
import type { Db } from './db/database.ts'
import { StartError } from './http/startup.ts'
import { damaged, isKey, keyFile } from './key-file.ts'

const fileName = 'audit.key'

/**
 * The key that seals the audit log: AUDIT_KEY, or one that is made with the log and kept in DATA_DIR for this user only. Whoever has
 * both the database and this file can rewrite history, so a server that matters sets AUDIT_KEY. Throws StartError where the log has
 * another one: a row under a second key would break it for good.
 */
export const auditKey = async (db: Db, given: string | undefined, dataDir: string, random: Random): Promise<string> =>
  (await isBegun(db)) ? keyOfLog(db, given, dataDir) : keyFile(given, dataDir, random, { fileName, setting: 'AUDIT_KEY' })

/** The key of a log that is there already, if it is that. Makes nothing. Throws StartError. */
export async function keyOfLog(db: Db, given: string | undefined, dataDir: string): Promise<string> {
  const key = keptAuditKey(given, dataDir)
  if (await isSealedWith(db, key)) return key
  const where = given === undefined ? path.join(/* turbopackIgnore: true */ dataDir, fileName) : 'AUDIT_KEY'
  throw new StartError(`${where}: is not the key of this audit log; use the one that its server has`)
}

/** The key of a log that is there already: AUDIT_KEY, or what the server keeps beside the database. Makes nothing. Throws StartError. */
export const keptAuditKey = (given: string | undefined, dataDir: string): string => {
  if (given !== undefined) return given
  const file = path.join(/* turbopackIgnore: true */ dataDir, fileName)
  try {
    const key = readFileSync(file, 'utf8').trim()
    if (!isKey(key)) throw damaged(file, 'AUDIT_KEY')
    return key
  } catch (error) {
    const how = 'put it back from a backup, set AUDIT_KEY, or run this as the user that the server runs as'
    if (!(error instanceof Error && 'code' in error)) throw error
    throw new StartError(`cannot read the key of the audit log in ${file}: ${how}`)
  }
}
