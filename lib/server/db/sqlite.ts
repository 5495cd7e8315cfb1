import 'server-only'
import { chmodSync, existsSync, statSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { CompiledQuery, SqliteAdapter, SqliteDialect, SqliteDriver, type DatabaseConnection, type SqliteDatabase } from 'kysely'
import { DataDirError, storeFailure } from './errors.ts'

/**
 * The order matters: WAL lowers `synchronous` to NORMAL on some builds, so FULL comes after it. With NORMAL a committed
 * transaction may be gone after a power cut (sqlite.org/pragma.html#pragma_synchronous), and "sending" must not be.
 */
const settings: [name: string, value: string, readBack: string | number][] = [
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  ['fullfsync', '1', 1],
  ['foreign_keys', '1', 1],
]

/** Opens the file with the settings above and reads them back. Throws DataDirError. */
export function openSqlite(path: string): Sqlite.Database {
  let sqlite: Sqlite.Database | undefined
  try {
    // A short wait: it blocks the event loop, and only a foreign program can hold the file.
    sqlite = new Sqlite(path, { timeout: 250 })
    chmodSync(path, 0o600)
    for (const [name, value] of settings) sqlite.pragma(`${name} = ${value}`)
    for (const [name, , expected] of settings) {
      if (sqlite.pragma(name, { simple: true }) !== expected) throw new DataDirError('unsafe_settings', path)
    }
    for (const part of ['-wal', '-shm']) if (existsSync(path + part)) chmodSync(path + part, 0o600)
    return sqlite
  } catch (error) {
    sqlite?.close()
    throw storeFailure(error, path) ?? new DataDirError('not_writable', path, { cause: error })
  }
}

/**
 * Tells whether the files at the path are still the ones that are open. SQLite goes on writing to a deleted file without
 * an error, and what is committed there is lost.
 */
export function fileWatch(path: string): () => void {
  const inode = (file: string): number | undefined => statSync(file, { throwIfNoEntry: false })?.ino
  const main = inode(path)
  let wal = inode(`${path}-wal`)
  return () => {
    if (inode(path) !== main) throw new DataDirError('missing', path)
    const now = inode(`${path}-wal`)
    wal ??= now
    if (now !== wal) throw new DataDirError('missing', `${path}-wal`)
  }
}

/** Far more than the journal's queries; the list's filters make new texts. */
const statementsMax = 500

/** kysely prepares every query anew, which costs more than running most of ours: keep the statements by their text. */
function withPreparedOnce(sqlite: Sqlite.Database): SqliteDatabase {
  const statements = new Map<string, Sqlite.Statement>()
  return {
    close: () => void sqlite.close(),
    prepare(sql) {
      const known = statements.get(sql)
      if (known) return known
      if (statements.size >= statementsMax) statements.clear()
      const statement = sqlite.prepare(sql)
      statements.set(sql, statement)
      return statement
    },
  }
}

class ImmediateDriver extends SqliteDriver {
  readonly #sqlite: Sqlite.Database
  readonly #check: () => void
  constructor(sqlite: Sqlite.Database, check: () => void) {
    super({ database: withPreparedOnce(sqlite) })
    this.#sqlite = sqlite
    this.#check = check
  }
  /** `begin` alone takes the write lock only at the first write, and fails there if anybody wrote since the first read. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    this.#check()
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }
  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    this.#check()
    await super.commitTransaction(connection)
  }
  /** Some failures (a full disk) make SQLite roll back by itself; a second rollback would hide the first error. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#sqlite.open && this.#sqlite.inTransaction) await super.rollbackTransaction(connection)
  }
}

/** SQLite rolls back DDL too; kysely then runs all migrations of a start in one transaction. */
class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

/** kysely's own dialect but for two things: `BEGIN IMMEDIATE`, and no commit into a file that is gone. */
export class ImmediateSqliteDialect extends SqliteDialect {
  readonly #sqlite: Sqlite.Database
  readonly #check: () => void
  constructor(sqlite: Sqlite.Database, check: () => void) {
    super({ database: sqlite })
    this.#sqlite = sqlite
    this.#check = check
  }
  override createDriver(): SqliteDriver {
    return new ImmediateDriver(this.#sqlite, this.#check)
  }
  override createAdapter(): SqliteAdapter {
    return new TransactionalDdlAdapter()
  }
}
