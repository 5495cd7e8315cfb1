import { endpoints } from '#lib/schema/endpoints.ts'
import { exportAudit } from '#lib/server/audit/export.ts'
import { auditReaderOf } from '#lib/server/audit/list.ts'
import { exportName } from '#lib/server/base/export-name.ts'
import { route } from '#lib/server/http/route.ts'
import { partsFor } from '#lib/server/parts-for.ts'

export const GET = route(endpoints.exportAudit, ({ actor, query: { format, ...filter } }) => {
  const { db, clock } = partsFor(actor)
  const { stream, type } = exportAudit(db, auditReaderOf(actor), format, filter)
  const name = exportName('audit', filter, clock.now(), format)
  return { stream, headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` } }
})
