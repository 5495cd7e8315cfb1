import { named } from '#lib/server/base/errors.ts'
import { postgresProblem } from './pg-errors.ts'

/**
 * What can be wrong with the data folder or the database in it, or with the database server. Found at start it stops the server with one clear line;
 * found later it fails whatever was about to be written, so that nothing is reported as done that is not stored.
 */
export type DataDirProblem =
  | 'in_use'
  | 'not_writable'
  | 'not_a_directory'
  | 'not_found'
  | 'corrupt'
  | 'newer_schema'
  | 'unsafe_settings'
  | 'full'
  | 'locked'
  | 'read_only'
  | 'missing'
  | 'closed'
  | 'failed'
  | 'unreachable'
  | 'commit_unknown'
  | 'login_refused'
  | 'no_database'
  | 'not_allowed'
  | 'tls'
  | 'too_old'
  | 'too_many_connections'

const sentences: Record<DataDirProblem, string> = {
  in_use: 'another server already works on this data folder: stop it first, or choose another DATA_DIR',
  not_writable: 'the data folder cannot be written: give this user write permission, or choose another DATA_DIR',
  not_a_directory: 'the data folder is not a folder: choose another DATA_DIR',
  not_found: 'there is no database here: check DATA_DIR, or DATABASE_URL',
  corrupt: 'the database file is damaged or is not a database: restore a backup',
  newer_schema: 'the database was written by a newer version: start that version, or restore a backup',
  unsafe_settings: 'the database did not accept the settings that keep committed work through a power cut',
  full: 'no space is left for the database',
  locked: 'another program has locked the database',
  read_only: 'the database can only be read',
  missing: 'the database file was removed or replaced while the server was running: restart the server',
  closed: 'the database is closed',
  failed: 'the database failed',
  unreachable: 'the database server does not answer: check that it runs, and host and port in DATABASE_URL',
  commit_unknown: 'the connection to the database server broke during a commit: whether it was carried out is not known',
  login_refused: 'the database server refused the login: check user and password in DATABASE_URL, and pg_hba.conf',
  no_database: 'there is no such database: create it, or correct its name in DATABASE_URL',
  not_allowed: 'the database user may not create or use the tables: make it the owner of the database, or grant it CREATE on the schema',
  tls: 'no connection that both sides trust: check sslmode and sslrootcert in DATABASE_URL, and the certificate of the database server',
  too_old: 'PostgreSQL 15 or newer is needed',
  too_many_connections: 'the database server has no connection left: raise its max_connections, or stop other programs',
}

export class DataDirError extends Error {
  static override [Symbol.hasInstance] = named('DataDirError')
  readonly kind: DataDirProblem
  readonly path: string
  constructor(kind: DataDirProblem, path: string, options?: ErrorOptions) {
    super(`${path}: ${sentences[kind]}`, options)
    this.name = 'DataDirError'
    this.kind = kind
    this.path = path
  }
}

const bySqliteCode: [prefix: string, kind: DataDirProblem][] = [
  ['SQLITE_BUSY', 'locked'],
  ['SQLITE_LOCKED', 'locked'],
  ['SQLITE_READONLY', 'read_only'],
  ['SQLITE_FULL', 'full'],
  ['SQLITE_CORRUPT', 'corrupt'],
  ['SQLITE_NOTADB', 'corrupt'],
  ['SQLITE_CANTOPEN', 'not_writable'],
  ['SQLITE_PERM', 'not_writable'],
  ['SQLITE_AUTH', 'not_writable'],
  ['SQLITE_IOERR', 'failed'],
]

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** A failure of the store itself in our words, or undefined for any other error (a broken constraint, a bug, an AppError). */
export function storeFailure(error: unknown, path: string): DataDirError | undefined {
  if (error instanceof DataDirError) return error
  const code = codeOf(error)
  const found = bySqliteCode.find(([prefix]) => code.startsWith(prefix))
  if (found) return new DataDirError(found[1], path, { cause: error })
  const problem = postgresProblem(error)
  if (problem) return new DataDirError(problem, path, { cause: error })
  // better-sqlite3 and kysely have no code for these two.
  if (error instanceof Error && /database connection is not open|driver has already been destroyed/.test(error.message))
    return new DataDirError('closed', path, { cause: error })
  return undefined
}
