import type { PostgresPool, PostgresPoolClient } from 'kysely'
import pg from 'pg'
import { isConnectionLost } from './pg-errors.ts'

export type PoolOptions = {
  url: string
  max: number
  /** How long one statement may run or wait for a lock, and a transaction may stand still, before the server ends it. 0: as long as it takes. */
  statementMs: number
  /** Beyond that the server does not answer at all, and the connection is given up. Default 5 s. */
  silenceMs?: number | undefined
  /** For a harness that must know when nothing is under way: +1 and −1. */
  activity?: (change: 1 | -1) => void
}

const connectMs = 5000

/**
 * A transaction that stands still (its process is paused, its machine is gone) is ended by the server, or it would keep every
 * other one from writing. A commit is on the disk when it is answered; a stricter setting of the server stays.
 */
const session = (ms: number): string => `
  select set_config('statement_timeout', '${ms}', false), set_config('lock_timeout', '${ms}', false),
    set_config('idle_in_transaction_session_timeout', '${ms}', false),
    set_config('synchronous_commit', case current_setting('synchronous_commit') when 'remote_apply' then 'remote_apply' else 'on' end, false)`

/** int8 (bigint columns, counts): all of ours are far below 2^53. */
const bigint = 20
const types: pg.CustomTypesConfig = {
  getTypeParser: (id: number, format?: 'text' | 'binary') => (id === bigint ? Number : pg.types.getTypeParser(id, format)),
}

/**
 * What the two stores take differently: PostgreSQL knows no character 0 in a text, and the monotonic clock's fractions of a
 * millisecond do not fit a column of whole ones.
 */
const portable = (value: unknown): unknown => {
  if (typeof value === 'string') return value.replaceAll('\0', '\uFFFD')
  return typeof value === 'number' && !Number.isInteger(value) ? Math.ceil(value) : value
}

/** Connections with the settings that the journal relies on; one that is broken is never given out again. */
export function createPool(options: PoolOptions): PostgresPool {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.max,
    connectionTimeoutMillis: connectMs,
    query_timeout: options.statementMs === 0 ? undefined : options.statementMs + (options.silenceMs ?? 5000),
    keepAlive: true,
    application_name: 'enidesk',
    types,
  })
  // A resting connection that breaks is replaced when the next one is needed.
  pool.on('error', () => undefined)
  const known = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  const active = async <T>(work: () => Promise<T>): Promise<T> => {
    options.activity?.(1)
    try {
      return await work()
    } finally {
      options.activity?.(-1)
    }
  }

  const wrap = (client: pg.PoolClient): PostgresPoolClient => {
    let broken = false
    // A connection that breaks between two statements tells it here alone; unheard, it would end the process.
    client.on('error', () => {
      broken = true
    })
    const query = async (text: string, parameters: readonly unknown[]): Promise<unknown> => {
      // Not even a rollback: it would wait for an answer as long as the statement before it.
      if (broken) throw new Error('Connection terminated')
      try {
        return await active(() => client.query(text, parameters.map(portable)))
      } catch (error) {
        broken ||= isConnectionLost(error)
        throw error
      }
    }
    return {
      // kysely's type has a second form, for cursors, which nothing here uses.
      query: query as PostgresPoolClient['query'],
      release: (destroy) => client.release(destroy === true || broken),
    }
  }

  return {
    options: {},
    connect: () =>
      active(async () => {
        const client = await pool.connect()
        const ready = known.get(client)
        if (ready) return ready
        try {
          await client.query(session(options.statementMs))
        } catch (error) {
          client.release(true)
          throw error
        }
        const wrapped = wrap(client)
        known.set(client, wrapped)
        return wrapped
      }),
    end: () => pool.end(),
  }
}
