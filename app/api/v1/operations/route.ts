import { endpoints } from '#lib/schema/endpoints.ts'
import { contentTag } from '#lib/server/http/reply.ts'
import { route } from '#lib/server/http/route.ts'
import { mustKnowPlace } from '#lib/server/operations/known-place.ts'
import { partsFor } from '#lib/server/parts-for.ts'

/** The version is read before the page: a change in between makes the next poll fetch again and never hides. */
export const GET = route(endpoints.listOperations, async ({ actor, query }) => {
  const parts = partsFor(actor)
  await mustKnowPlace(parts, query)
  return { etag: contentTag([await parts.journal.versionOf({ q: query.q }), query]), body: () => parts.journal.list(query) }
})
