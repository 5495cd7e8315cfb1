import 'server-only'
import { csvLine, csvStart } from '#lib/csv.ts'
import type { AuditExportFormat, AuditFilter, AuditRow } from '#lib/schema/audit.ts'
import { textStream } from '#lib/server/base/text-stream.ts'
import type { Db } from '#lib/server/db/database.ts'
import { auditHead, auditRowsBelow, type AuditReader } from './list.ts'

const batchRows = 500

/** Names for programs, the same in every language. Times are ISO 8601 UTC. */
const columns = [
  'seq',
  'at',
  'actor',
  'actorName',
  'action',
  'phase',
  'operationId',
  'account',
  'region',
  'target',
  'targetName',
  'data',
] as const

const csvRow = (row: AuditRow): string =>
  csvLine(columns.map((name) => (name === 'data' ? JSON.stringify(row.data) : name === 'seq' ? row.seq : (row[name] ?? ''))))
const writers: Record<AuditExportFormat, { start: string; row: (row: AuditRow) => string; type: string }> = {
  csv: { start: `${csvStart}${csvLine(columns)}`, row: csvRow, type: 'text/csv; charset=utf-8' },
  jsonl: { start: '', row: (row) => `${JSON.stringify(row)}\n`, type: 'application/jsonl; charset=utf-8' },
}

/**
 * Every row that matches, newest first, as the log was when the export began. Read a batch at a time as the receiver takes them: others
 * get the database in between.
 */
export function exportAudit(
  db: Db,
  reader: AuditReader,
  format: AuditExportFormat,
  filter: AuditFilter,
): { stream: ReadableStream<Uint8Array>; type: string } {
  return { stream: textStream(partsOf(db, reader, format, filter)), type: writers[format].type }
}

async function* partsOf(db: Db, reader: AuditReader, format: AuditExportFormat, filter: AuditFilter): AsyncGenerator<string, void> {
  const { start, row } = writers[format]
  let below = ((await auditHead(db))?.seq ?? 0) + 1
  if (start !== '') yield start
  for (let isMore = true; isMore;) {
    // oxlint-disable-next-line no-await-in-loop -- where the next ones begin is only known once these are here
    const rows = await auditRowsBelow(db, reader, filter, below, batchRows)
    if (rows.length > 0) yield rows.map(row).join('')
    below = rows.at(-1)?.seq ?? 0
    isMore = rows.length === batchRows
  }
}
