import { named } from '#lib/server/base/errors.ts'
import type { DataDirProblem } from './errors.ts'

/** SQLSTATE, or its class (the first two characters): postgresql.org/docs/15/errcodes-appendix.html */
const bySqlState: Record<string, DataDirProblem> = {
  '08': 'unreachable',
  '28': 'login_refused',
  '3D000': 'no_database',
  '3F000': 'not_allowed',
  '42501': 'not_allowed',
  '53100': 'full',
  '53300': 'too_many_connections',
  '53': 'failed',
  '57P': 'unreachable',
  '57014': 'locked',
  '55P03': 'locked',
  '25006': 'read_only',
  '25P03': 'unreachable',
  '40': 'failed',
  '58': 'failed',
  XX: 'corrupt',
}

const network =
  /^(ECONN|EHOST|ENET|ENOTFOUND|EAI_|ETIMEDOUT|EPIPE|ENOENT$|EACCES$)|^(connection terminated|client has encountered|client was closed|timeout exceeded|query read timeout|connection ended|postgres connection has been discarded)/i
const tls = /^(SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_|CERT_|ERR_TLS|ERR_SSL)|does not support SSL/i

/** The connection broke while a commit was on its way: it may have been carried out. */
export class CommitUnknown extends Error {
  static override [Symbol.hasInstance] = named('CommitUnknown')
  constructor(cause: unknown) {
    super('the connection broke during a commit', { cause })
    this.name = 'CommitUnknown'
  }
}

/** What a failure of the client or the server of PostgreSQL is in our words; undefined: a broken constraint, a bug. */
export function postgresProblem(error: unknown): DataDirProblem | undefined {
  if (!(error instanceof Error)) return undefined
  if (error instanceof CommitUnknown) return 'commit_unknown'
  if (/pool after calling end/.test(error.message)) return 'closed'
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  // A file that sslrootcert, sslcert or sslkey names.
  if (code === 'ENOENT' && 'syscall' in error && error.syscall === 'open') return 'tls'
  for (const text of [code, error.message]) {
    if (tls.test(text)) return 'tls'
    if (network.test(text)) return 'unreachable'
  }
  if (!/^[0-9A-Z]{5}$/.test(code)) return undefined
  return bySqlState[code] ?? bySqlState[code.slice(0, 3)] ?? bySqlState[code.slice(0, 2)]
}

/** The connection cannot be used any more: the server ended it, or nobody knows where its answers are. */
export const isConnectionLost = (error: unknown): boolean => postgresProblem(error) === 'unreachable'
