import { endpoints } from '#lib/schema/endpoints.ts'
import { move } from '#lib/server/enis/move.ts'
import { acceptedReply } from '#lib/server/http/accepted.ts'
import { route } from '#lib/server/http/route.ts'
import { partsFor } from '#lib/server/parts-for.ts'

/** Accepts a move and answers 202: the worker sends it and follows it to its end. */
export const POST = route(endpoints.move, async ({ actor, params, query, body, key }) =>
  acceptedReply(await move(partsFor(actor), { eniId: params.eniId, scope: query, body, key, actor: actor.id })),
)
