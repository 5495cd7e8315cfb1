import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** Where Node.js keeps what it has compiled, so that a server starts in two thirds of the time. */
export const compiled = join(root, '.cache', 'compiled')

/** One line for the person at the terminal. */
export const say = (line) => process.stderr.write(`enidesk: ${line}\n`)

/** A failure whose message is one line that says what is wrong and how to mend it; no stack is printed. */
export class Failure extends Error {}

const reasons = {
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota is used up',
}

/** The line for a file system that refuses to be written, or `undefined` for any other error. */
export function unwritable(error) {
  const reason = reasons[error?.code]
  return reason && error.path ? `Cannot write ${error.path}: ${reason}. Make it writable for this user and try again.` : undefined
}
