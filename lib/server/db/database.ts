import 'server-only'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { Kysely, sql, type RawBuilder } from 'kysely'
import { holdDataDir, prepareDataDir } from './data-dir.ts'
import { DataDirError, storeFailure } from './errors.ts'
import { migrateToLatest } from './migrate.ts'
import type { Tables } from './schema.ts'
import { fileWatch, ImmediateSqliteDialect, openSqlite } from './sqlite.ts'
import { noQueryBesideTransaction } from './transact.ts'

/** The one handle of a process. `path` stands in error messages; `dialect` is what differs between the two stores. */
export type Db = {
  readonly kysely: Kysely<Tables>
  readonly dialect: 'sqlite' | 'postgres'
  /** The file, or host, port and database; never the password. */
  readonly path: string
  /**
   * The time, in epoch milliseconds, that leases are written and compared with: of the one process there is (`now`), or of the
   * database, where the clocks of several servers need not agree.
   */
  leaseTime(now: number): RawBuilder<number>
  /**
   * The write transactions of this process, one after the other: those that wait would each hold a connection, which readers need.
   * Undefined where there is only one connection anyway.
   */
  readonly inTurn?: <T>(run: () => Promise<T>) => Promise<T>
  /** Throws DataDirError if what is written now would be lost or refused: for the health check. */
  check(): Promise<void>
  /** Closes the file and lets another server in. */
  close(): Promise<void>
}

export const databaseFile = 'enidesk.sqlite'

/**
 * Opens the database under `dataDir` for the one server that may write it: takes the folder's lock, sets SQLite up so that
 * a commit survives a power cut, brings the tables up to date. Throws DataDirError with a sentence that a person can act on.
 */
export async function openDatabase(options: { dataDir: string }): Promise<Db> {
  prepareDataDir(options.dataDir)
  const lock = holdDataDir(options.dataDir)
  try {
    return await openFile(join(options.dataDir, databaseFile), () => lock.release())
  } catch (error) {
    lock.release()
    throw error
  }
}

/** Opens the same file beside a running server, only to read it (audit:verify, backup). Throws DataDirError `not_found`. */
export async function openForReading(options: { dataDir: string }): Promise<Db> {
  const path = join(options.dataDir, databaseFile)
  if (!statSync(path, { throwIfNoEntry: false })) throw new DataDirError('not_found', path)
  const sqlite = openSqlite(path)
  sqlite.pragma('query_only = 1')
  return handle(
    new Kysely<Tables>({ dialect: new ImmediateSqliteDialect(sqlite, () => undefined) }),
    path,
    () => undefined,
    () => undefined,
  )
}

async function openFile(path: string, released: () => void): Promise<Db> {
  const sqlite = openSqlite(path)
  const check = fileWatch(path)
  const kysely = new Kysely<Tables>({ dialect: new ImmediateSqliteDialect(sqlite, check), plugins: [noQueryBesideTransaction] })
  try {
    await migrateToLatest(kysely, path)
  } catch (error) {
    await kysely.destroy()
    sqlite.close()
    throw storeFailure(error, path) ?? error
  }
  return handle(kysely, path, check, released)
}

function handle(kysely: Kysely<Tables>, path: string, check: () => void, released: () => void): Db {
  return {
    kysely,
    dialect: 'sqlite',
    path,
    leaseTime: (now) => sql`cast(${now} as bigint)`,
    check: async () => {
      try {
        check()
        // An empty transaction with the write lock: says "read-only" and "locked" without changing anything.
        await kysely.transaction().execute(async (tx) => tx.withoutPlugins().selectFrom('change_counter').select('value').execute())
      } catch (error) {
        throw storeFailure(error, path) ?? new DataDirError('failed', path, { cause: error })
      }
    },
    close: async () => {
      await kysely.destroy()
      released()
    },
  }
}
