import 'server-only'
import type { Random } from './base/random.ts'
import { keyFile } from './key-file.ts'

/**
 * The key that seals the audit log: AUDIT_KEY, or one that is made once and kept in DATA_DIR for this user only. Whoever has
 * both the database and this file can rewrite history, so a server that matters sets AUDIT_KEY.
 */
export const auditKey = (given: string | undefined, dataDir: string, random: Random): string =>
  keyFile(given, dataDir, random, { fileName: 'audit.key', setting: 'AUDIT_KEY' })
