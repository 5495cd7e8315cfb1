import 'server-only'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { randomText, type Random } from './base/random.ts'
import { StartError } from './http/startup.ts'

const fileName = 'audit.key'

/**
 * The key that seals the audit log: AUDIT_KEY, or one that is made once and kept in DATA_DIR for this user only. Whoever has
 * both the database and this file can rewrite history, so a server that matters sets AUDIT_KEY.
 */
export const auditKey = (given: string | undefined, dataDir: string, random: Random): string => {
  if (given !== undefined) return given
  const file = path.join(/* turbopackIgnore: true */ dataDir, fileName)
  try {
    writeFileSync(file, `${randomText(random, 32)}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return keyIn(file)
}

/** The key of a log that is there already: AUDIT_KEY, or what is kept in DATA_DIR. Makes nothing. Throws StartError. */
export const keptAuditKey = (given: string | undefined, dataDir: string): string => {
  if (given !== undefined) return given
  const file = path.join(/* turbopackIgnore: true */ dataDir, fileName)
  try {
    return keyIn(file)
  } catch (error) {
    if (error instanceof StartError) throw error
    throw new StartError(`cannot read the key of the audit log in ${file}: set AUDIT_KEY, or run this as the user that the server runs as`)
  }
}

const keyIn = (file: string): string => {
  const key = readFileSync(file, 'utf8').trim()
  // An empty key would seal nothing; a new one would make every earlier row look forged.
  if (key.length < 32) throw new StartError(`${file} is damaged: restore it from a backup, or set AUDIT_KEY`)
  return key
}
