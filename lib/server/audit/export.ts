import 'server-only'
import { csvLine, csvStart } from '#lib/csv.ts'
import type { AuditExportFormat, AuditFilter, AuditRow } from '#lib/schema/audit.ts'
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

/** `audit_2026-11-01T00-00Z_2026-11-22T14-05Z.csv`: the range, in UTC, in characters that every file system takes. */
export function auditFileName(format: AuditExportFormat, filter: AuditFilter, now: number): string {
  const at = (time: number) => `${new Date(time).toISOString().slice(0, 16).replace(':', '-')}Z`
  const from = filter.from === undefined ? 'start' : at(Date.parse(filter.from))
  return `audit_${from}_${at(filter.to === undefined ? now : Math.min(now, Date.parse(filter.to)))}.${format}`
}

/**
 * Every row that matches, newest first, as the log was when the export began. Read a batch at a time as the receiver takes them:
 * a log of any length needs the memory of one batch, and others get the database in between.
 */
export function exportAudit(
  db: Db,
  reader: AuditReader,
  format: AuditExportFormat,
  filter: AuditFilter,
): { stream: ReadableStream<Uint8Array>; type: string } {
  const { start, row, type } = writers[format]
  const encoder = new TextEncoder()
  let below: number | undefined
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (below === undefined) {
        below = ((await auditHead(db))?.seq ?? 0) + 1
        if (start !== '') return controller.enqueue(encoder.encode(start))
      }
      const rows = await auditRowsBelow(db, reader, filter, below, batchRows)
      below = rows.at(-1)?.seq ?? 0
      if (rows.length > 0) controller.enqueue(encoder.encode(rows.map(row).join('')))
      if (rows.length < batchRows) controller.close()
    },
  })
  return { stream, type }
}
