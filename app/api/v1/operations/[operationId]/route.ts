import { endpoints } from '#lib/schema/endpoints.ts'
import { contentTag } from '#lib/server/http/reply.ts'
import { route } from '#lib/server/http/route.ts'
import { partsFor } from '#lib/server/parts-for.ts'

/** Polled while an operation runs: the version alone decides whether there is anything to tell. */
export const GET = route(endpoints.getOperation, async ({ actor, params }) => {
  const { journal } = partsFor(actor)
  const version = await journal.versionOf({ id: params.operationId })
  // An operation without a version does not exist; `get` says so.
  return {
    etag: version === undefined ? undefined : contentTag([params.operationId, version]),
    body: () => journal.get(params.operationId),
  }
})
