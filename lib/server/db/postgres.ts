import 'server-only'
import { CompiledQuery, Kysely, PostgresDialect, PostgresDriver, sql, type DatabaseConnection, type TransactionSettings } from 'kysely'
import type { Db } from './database.ts'
import { DataDirError, storeFailure } from './errors.ts'
import { migrateToLatest } from './migrate.ts'
import { CommitUnknown, isConnectionLost } from './pg-errors.ts'
import { createPool } from './pg-pool.ts'
import type { Tables } from './schema.ts'
import { noQueryBesideTransaction } from './transact.ts'
import { createTurns } from './turns.ts'

/** Any number that no other program takes a lock on: "enidesk" in letters of the telephone. */
export const writeLock = 3643375
const oldest = 150_000
const connectionsMax = 10

export type PostgresOptions = {
  url: string
  /** How long a statement may run or wait, and a transaction may stand still. */
  statementMs?: number
  /** How long beyond that the server may be silent. */
  silenceMs?: number
  /** Only for a harness: see PoolOptions. */
  activity?: (change: 1 | -1) => void
  /** Only for a harness whose time is not the database's. */
  leaseTime?: Db['leaseTime']
}

/**
 * One writer at a time among all servers, as `BEGIN IMMEDIATE` does it in a file: what a transaction has read cannot change before
 * it commits, so a lock, a claim, the head of the audit log or a counter that was free when it looked is free when it writes.
 * READ COMMITTED by name: every statement must see what the writer before has committed, whatever the server's default is.
 */
class OneWriterDriver extends PostgresDriver {
  readonly #reading = new WeakSet<DatabaseConnection>()

  override async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    if (settings.accessMode === 'read only') {
      this.#reading.add(connection)
      return super.beginTransaction(connection, settings)
    }
    this.#reading.delete(connection)
    const text = `begin isolation level read committed read write; select pg_advisory_xact_lock(${writeLock})`
    try {
      await connection.executeQuery(CompiledQuery.raw(text))
    } catch (error) {
      // Begun, but the lock was not to be had: kysely gives the connection back as if nothing had begun.
      await connection.executeQuery(CompiledQuery.raw('rollback')).catch(() => undefined)
      throw error
    }
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await super.commitTransaction(connection)
    } catch (error) {
      throw isConnectionLost(error) && !this.#reading.has(connection) ? new CommitUnknown(error) : error
    }
  }

  /** On a broken connection there is nothing to roll back, and what broke it is what the caller has to hear of. */
  override async rollbackTransaction(...args: Parameters<PostgresDriver['rollbackTransaction']>): Promise<void> {
    await super.rollbackTransaction(...args).catch((error: unknown) => {
      if (!isConnectionLost(error)) throw error
    })
  }
}

class OneWriterDialect extends PostgresDialect {
  readonly #pool: ReturnType<typeof createPool>
  constructor(pool: ReturnType<typeof createPool>) {
    super({ pool })
    this.#pool = pool
  }
  override createDriver(): PostgresDriver {
    return new OneWriterDriver({ pool: this.#pool })
  }
}

/**
 * Connects to the database at `url`, checks that it can be relied on and brings the tables up to date; servers that start at the
 * same time do so one after the other. Throws DataDirError with a sentence that a person can act on and without the password.
 */
export async function openPostgres(options: PostgresOptions): Promise<Db> {
  const path = placeOf(options.url)
  const open = (max: number, statementMs: number) =>
    new Kysely<Tables>({ dialect: new OneWriterDialect(createPool({ ...options, max, statementMs })), plugins: [noQueryBesideTransaction] })
  // The second of two servers may have to wait for long while the first one works on the tables.
  const setup = open(2, 0)
  try {
    await migrateToLatest(setup, path, await judge(setup, path))
  } catch (error) {
    throw storeFailure(error, path) ?? error
  } finally {
    await setup.destroy()
  }
  return handle(open(connectionsMax, options.statementMs ?? 10_000), path, options)
}

/**
 * Opens the same database beside running servers, or on a standby (audit:verify, password:link), with the tables as they are: bringing
 * them up to date would stop servers of an older version. Throws DataDirError, `not_found` where no server has ever been.
 */
export async function openPostgresBeside(options: { url: string }): Promise<Db> {
  const path = placeOf(options.url)
  const kysely = new Kysely<Tables>({ dialect: new OneWriterDialect(createPool({ ...options, max: 1, statementMs: 60_000 })) })
  const db = handle(kysely, path, options)
  try {
    const { rows } = await sql<{ found: boolean }>`select to_regclass('audit') is not null as found`.execute(kysely)
    if (!rows[0]?.found) throw new DataDirError('not_found', path)
    return db
  } catch (error) {
    await db.close()
    throw storeFailure(error, path) ?? error
  }
}

const readOnly = sql<boolean>`(pg_is_in_recovery() or current_setting('transaction_read_only') = 'on')`

/** Whether what is committed there stays, and can be written at all. Returns the schema that tables are made in. */
async function judge(kysely: Kysely<Tables>, path: string): Promise<string> {
  const { rows } = await sql<{ version: number; fsync: string; read_only: boolean; schema: string | null }>`
    select current_setting('server_version_num')::int as version, current_setting('fsync') as fsync, ${readOnly} as read_only,
      current_schema() as schema`.execute(kysely)
  const [found] = rows
  if (!found || found.version < oldest) throw new DataDirError('too_old', path)
  if (found.read_only) throw new DataDirError('read_only', path)
  if (found.fsync !== 'on') throw new DataDirError('unsafe_settings', path)
  if (found.schema === null) throw new DataDirError('not_allowed', path)
  return found.schema
}

function handle(kysely: Kysely<Tables>, path: string, options: PostgresOptions): Db {
  return {
    kysely,
    dialect: 'postgres',
    path,
    inTurn: createTurns(),
    leaseTime: options.leaseTime ?? (() => sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`),
    check: async () => {
      try {
        const { rows } = await sql<{ read_only: boolean }>`select ${readOnly} as read_only from change_counter limit 1`.execute(kysely)
        // The server has become a standby.
        if (rows[0]?.read_only !== false) throw new DataDirError('read_only', path)
      } catch (error) {
        throw storeFailure(error, path) ?? new DataDirError('failed', path, { cause: error })
      }
    },
    close: () => kysely.destroy(),
  }
}

/** Host, port and database of an address, for messages. */
function placeOf(url: string): string {
  const { hostname, port, pathname, searchParams } = new URL(url)
  return `PostgreSQL at ${searchParams.get('host') ?? (hostname || 'localhost')}:${port || '5432'}${decodeURIComponent(pathname)}`
}
