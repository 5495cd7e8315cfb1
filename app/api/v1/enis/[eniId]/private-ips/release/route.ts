import { endpoints } from '#lib/schema/endpoints.ts'
import { release } from '#lib/server/enis/release.ts'
import { acceptedReply } from '#lib/server/http/accepted.ts'
import { route } from '#lib/server/http/route.ts'
import { partsFor } from '#lib/server/parts-for.ts'

/** Accepts a release and answers 202: the worker sends it and follows it to its end. */
export const POST = route(endpoints.release, async ({ actor, params, query, body, key }) =>
  acceptedReply(await release(partsFor(actor), { eniId: params.eniId, scope: query, body, key, actor: actor.id })),
)
