import { endpoints } from '#lib/schema/endpoints.ts'
import { exportName } from '#lib/server/base/export-name.ts'
import { textStream } from '#lib/server/base/text-stream.ts'
import { route } from '#lib/server/http/route.ts'
import { operationsCsv } from '#lib/server/operations/export.ts'
import { mustKnowPlace } from '#lib/server/operations/known-place.ts'
import { partsFor } from '#lib/server/parts-for.ts'

export const GET = route(endpoints.exportOperations, async ({ actor, query }) => {
  const parts = partsFor(actor)
  await mustKnowPlace(parts, query)
  const name = exportName('operations', query, parts.clock.now(), 'csv')
  return {
    stream: textStream(operationsCsv(parts.journal.batch, query)),
    headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${name}"` },
  }
})
