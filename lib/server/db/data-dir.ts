import { accessSync, chmodSync, constants, statSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { makeFolder } from '#lib/server/base/make-folder.ts'
import { DataDirError, storeFailure } from './errors.ts'

/** Makes the folder if it is missing, for this user only (0700), and checks that it can be written. Throws DataDirError. */
export function prepareDataDir(dataDir: string): void {
  try {
    makeFolder(dataDir)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    throw new DataDirError(
      code === 'EEXIST' || code === 'ENOTDIR' ? 'not_a_directory' : code === 'ENOSPC' ? 'full' : 'not_writable',
      dataDir,
      { cause: error },
    )
  }
  if (!statSync(dataDir).isDirectory()) throw new DataDirError('not_a_directory', dataDir)
  try {
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new DataDirError('not_writable', dataDir, { cause: error })
  }
}

/**
 * Keeps every other server off this folder for the life of the process. The lock is an open exclusive transaction on a
 * file of its own: the operating system drops it with the process, `kill -9` included, and backups and `audit:verify`
 * can still read the database itself. Throws DataDirError `in_use`.
 */
export function holdDataDir(dataDir: string): { release(): void } {
  const path = join(dataDir, 'lock.sqlite')
  let lock: Sqlite.Database | undefined
  try {
    lock = new Sqlite(path, { timeout: 0 })
    chmodSync(path, 0o600)
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock?.close()
    const failure = storeFailure(error, path)
    if (failure?.kind === 'locked') throw new DataDirError('in_use', dataDir, { cause: error })
    throw failure ?? new DataDirError('not_writable', path, { cause: error })
  }
  const held = lock
  return { release: () => held.close() }
}
