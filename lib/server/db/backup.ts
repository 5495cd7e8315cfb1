import 'server-only'
import { closeSync, fsyncSync, linkSync, openSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { makeFolder } from '#lib/server/base/make-folder.ts'
import { databaseFile } from './database.ts'
import { DataDirError, storeFailure } from './errors.ts'

export type Backup = { file: string; bytes: number; operations: number; auditRows: number }

/**
 * Writes a copy of the embedded database as it is at one moment into a new file of `folder`, beside a running server, which goes
 * on writing meanwhile; then reads the copy whole. A file with the final name is complete and on the disk. `now` (epoch
 * milliseconds) names it. Throws DataDirError, and what the file system throws about `folder`.
 */
export function backUp(dataDir: string, folder: string, now: number): Backup {
  const source = join(dataDir, databaseFile)
  if (!statSync(source, { throwIfNoEntry: false })) throw new DataDirError('not_found', source)
  makeFolder(folder)
  const file = join(folder, `enidesk-${new Date(now).toISOString().replaceAll(':', '-')}.sqlite`)
  const part = `${file}.part`
  // It holds what the database holds: for this user only, from its first byte.
  closeSync(openSync(part, 'wx', 0o600))
  try {
    copy(source, part)
    const counts = readWhole(part)
    flush(part)
    // Unlike a rename, a link never takes the place of another file.
    linkSync(part, file)
    rmSync(part)
    if (process.platform !== 'win32') flush(folder)
    return { file, bytes: statSync(file).size, ...counts }
  } catch (error) {
    rmSync(part, { force: true })
    throw storeFailure(error, source) ?? error
  }
}

function copy(source: string, target: string): void {
  const sqlite = new Sqlite(source, { readonly: true, fileMustExist: true, timeout: 5000 })
  try {
    // One read transaction: in WAL mode it keeps nobody from writing, and sees nothing of what is written meanwhile.
    sqlite.prepare('VACUUM INTO ?').run(target)
  } finally {
    sqlite.close()
  }
}

function readWhole(path: string): Pick<Backup, 'operations' | 'auditRows'> {
  const sqlite = new Sqlite(path, { readonly: true })
  try {
    if (sqlite.pragma('integrity_check', { simple: true }) !== 'ok') throw new DataDirError('corrupt', path)
    // A library without types for what a statement gives: a count is a number.
    const count = (table: 'operation' | 'audit') => sqlite.prepare(`select count(*) from ${table}`).pluck().get() as number
    return { operations: count('operation'), auditRows: count('audit') }
  } finally {
    sqlite.close()
  }
}

function flush(path: string): void {
  const opened = openSync(path, 'r')
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}
