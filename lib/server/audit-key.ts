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
  const key = readFileSync(file, 'utf8').trim()
  // An empty key would seal nothing; a new one would make every earlier row look forged.
  if (key.length < 32) throw new StartError(`${file} is damaged: restore it from a backup, or set AUDIT_KEY`)
  return key
}
