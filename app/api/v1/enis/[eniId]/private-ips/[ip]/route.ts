import { endpoints } from '#lib/schema/endpoints.ts'
import { editNote } from '#lib/server/enis/edit-note.ts'
import { acceptedReply } from '#lib/server/http/accepted.ts'
import { route } from '#lib/server/http/route.ts'
import { partsFor } from '#lib/server/parts-for.ts'

/** Accepts another note and answers 202: the worker writes it and reads it back. */
export const PATCH = route(endpoints.editNote, async ({ actor, params, query, body, key }) =>
  acceptedReply(await editNote(partsFor(actor), { eniId: params.eniId, ip: params.ip, scope: query, body, key, actor: actor.id })),
)
