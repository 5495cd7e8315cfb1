import { apiPaths } from '#lib/paths.ts'
import type { NoteBody } from '#lib/schema/note.ts'
import { operation } from '#lib/schema/operation.ts'
import type { Scope } from '#lib/schema/scope.ts'
import { apiPatch } from './api.ts'

/** Asks for another note of an address; under one `idempotencyKey` it is one operation. Throws ApiError. */
export const editNote = (eniId: string, ip: string, { account, region }: Scope, body: NoteBody, idempotencyKey: string) =>
  apiPatch(operation, apiPaths.privateIp(eniId, ip, { account, region }), body, { idempotencyKey })
