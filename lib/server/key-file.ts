import 'server-only'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { randomText, type Random } from './base/random.ts'
import { StartError } from './http/startup.ts'

/** An empty one would seal nothing. */
export const isKey = (text: string): boolean => text.length >= 32
export const damaged = (file: string, setting: string): StartError =>
  new StartError(`${file} is damaged: restore it from a backup, or set ${setting}`)

/**
 * The key that a setting gives, or one that is made once and kept in DATA_DIR for this user only. Throws StartError where that
 * file is damaged: a new key would make everything sealed or signed before it look forged.
 */
export const keyFile = (
  given: string | undefined,
  dataDir: string,
  random: Random,
  kept: { fileName: string; setting: string },
): string => {
  if (given !== undefined) return given
  const file = path.join(/* turbopackIgnore: true */ dataDir, kept.fileName)
  try {
    writeFileSync(file, `${randomText(random, 32)}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  const key = readFileSync(file, 'utf8').trim()
  if (!isKey(key)) throw damaged(file, kept.setting)
  return key
}
