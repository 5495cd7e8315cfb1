import { endpoints } from '#lib/schema/endpoints.ts'
import { auditHead, auditReaderOf, listAudit } from '#lib/server/audit/list.ts'
import { contentTag } from '#lib/server/http/reply.ts'
import { route } from '#lib/server/http/route.ts'
import { partsFor } from '#lib/server/parts-for.ts'

/** Rows are never changed: the answer is another one only when a row was added. */
export const GET = route(endpoints.listAudit, async ({ actor, query }) => {
  const { db, clock } = partsFor(actor)
  const reader = auditReaderOf(actor)
  const head = await auditHead(db)
  return { etag: contentTag([head?.seq ?? 0, reader, query]), body: () => listAudit(db, reader, query, clock.now()) }
})
