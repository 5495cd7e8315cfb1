import type { Actor } from '#lib/schema/role.ts'
import { AppError } from '#lib/server/base/errors.ts'
import type { SignedIn } from './sessions.ts'

/** The session behind a person's request. Throws AppError `person_needed` for a token. */
export const mustBePerson = (who: Actor & { sessionId?: string }): SignedIn => {
  if (who.kind !== 'user' || who.sessionId === undefined) throw new AppError('person_needed')
  // A user with a session id is what Sessions.find made.
  return who as SignedIn
}
