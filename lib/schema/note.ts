import * as z from 'zod/mini'
import { reason, sendDespiteOtherSystem } from './assign.ts'

/** The cloud takes no longer one. */
export const noteCharactersMax = 60

/** `PATCH /enis/{eniId}/private-ips/{ip}`: replaces the note of an address; an empty one clears it. Only for an account of API v3. */
export const noteBody = z.strictObject({
  // Half a character could not be put on the wire.
  note: z.string().check(
    z.trim(),
    z.maxLength(noteCharactersMax),
    z.refine((text) => text.isWellFormed(), 'invalid_format'),
  ),
  sendDespiteOtherSystem,
  reason,
})
export type NoteBody = z.infer<typeof noteBody>
