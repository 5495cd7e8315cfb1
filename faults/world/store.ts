import {
  CompiledQuery,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  SqliteAdapter,
  SqliteQueryCompiler,
  SqliteIntrospector,
  type DatabaseConnection,
  type Driver,
  type TransactionSettings,
} from 'kysely'
import type { Db } from '#lib/server/db/database.ts'
import { writeLock } from '#lib/server/db/postgres.ts'
import type { Tables } from '#lib/server/db/schema.ts'
import { noQueryBesideTransaction } from '#lib/server/db/transact.ts'
import type { Process } from './process.ts'

/** As SQLite tells it. */
const storeError = (code: string) => Object.assign(new Error(`harness: ${code}`), { code })

class Borrowed implements DatabaseConnection {
  readonly inner: DatabaseConnection
  readonly giveBack: () => void
  wrote = false
  constructor(inner: DatabaseConnection, giveBack: () => void) {
    this.inner = inner
    this.giveBack = giveBack
  }
  executeQuery: DatabaseConnection['executeQuery'] = (query) => this.inner.executeQuery(query)
  streamQuery: DatabaseConnection['streamQuery'] = (query, size) => this.inner.streamQuery(query, size)
}

/** Whose connection is lent: another database may take its place, when a backup is put back. */
export type Lender = { db: Db }

/** How a transaction begins on PostgreSQL, as the application's own driver begins it (lib/server/db/postgres.ts). */
const postgresBegin = ({ accessMode, isolationLevel }: TransactionSettings): string =>
  accessMode === 'read only'
    ? `begin isolation level ${isolationLevel ?? 'read committed'} read only`
    : `begin isolation level read committed read write; select pg_advisory_xact_lock(${writeLock})`

/** A connection of the real database (of SQLite there is but one), lent to one process for one read or one transaction at a time. */
class LentDriver implements Driver {
  readonly #lender: Lender
  readonly #process: Process
  constructor(lender: Lender, process: Process) {
    this.#lender = lender
    this.#process = process
  }
  async init() {}
  async destroy() {}
  async acquireConnection(): Promise<DatabaseConnection> {
    if (await this.#process.io('store', 'before', 'store')) throw storeError('SQLITE_FULL')
    return new Promise((resolve, reject) => {
      const lend = (inner: DatabaseConnection) => new Promise<void>((giveBack) => resolve(new Borrowed(inner, giveBack)))
      this.#lender.db.kysely.getExecutor().provideConnection(lend).catch(reject)
    })
  }
  async releaseConnection(connection: DatabaseConnection) {
    const { giveBack, wrote } = this.#mine(connection)
    giveBack()
    if (await this.#process.io('store', 'after', wrote ? 'commit' : 'read')) throw storeError('SQLITE_IOERR')
  }
  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings) {
    const isPostgres = this.#lender.db.dialect === 'postgres'
    await connection.executeQuery(CompiledQuery.raw(isPostgres ? postgresBegin(settings) : 'begin immediate'))
  }
  async commitTransaction(connection: DatabaseConnection) {
    await connection.executeQuery(CompiledQuery.raw('commit'))
    this.#mine(connection).wrote = true
  }
  async rollbackTransaction(connection: DatabaseConnection) {
    await connection.executeQuery(CompiledQuery.raw('rollback'))
  }
  #mine(connection: DatabaseConnection): Borrowed {
    if (connection instanceof Borrowed) return connection
    throw new Error('a connection of another driver')
  }
}

class LentAdapter extends SqliteAdapter {
  /** The lender sees to it that one at a time has the connection. */
  override get supportsMultipleConnections(): boolean {
    return true
  }
}

/** The database as one process sees it: the same file and connection, and each read and transaction an I/O event of its own. */
export function storeOf(lender: Lender, process: Process): Db {
  const createDriver = () => new LentDriver(lender, process)
  const isPostgres = lender.db.dialect === 'postgres'
  const kysely = new Kysely<Tables>({
    dialect: isPostgres
      ? {
          createDriver,
          createAdapter: () => new PostgresAdapter(),
          createQueryCompiler: () => new PostgresQueryCompiler(),
          createIntrospector: (own) => new PostgresIntrospector(own),
        }
      : {
          createDriver,
          createAdapter: () => new LentAdapter(),
          createQueryCompiler: () => new SqliteQueryCompiler(),
          createIntrospector: (own) => new SqliteIntrospector(own),
        },
    plugins: [noQueryBesideTransaction],
  })
  // A turn among all that ask would be held by a process that died in it; each process has its own.
  const { inTurn: _, ...db } = lender.db
  return { ...db, kysely }
}
