/** What a code of the cloud means for us: our cause, and the class of a *write* that is answered with it (docs/operations.md, step 6). */
import { causeOfTransport } from './transport-cause.ts'
import { TransportError } from './transport.ts'
import type { CloudAnswer, CloudCause, CloudWrite, WriteKind, WriteOutcome } from './client.ts'

/**
 * - `refused`: surely not executed, and no use trying again as it is.
 * - `retry`: surely not executed, may be tried again.
 * - `busy`: surely not executed, another task holds the resource.
 * - `in_use`: an address is held, perhaps by us.
 * - `unknown`: it may have been executed. Every code that a table does not list is that.
 */
export type CodeClass = 'refused' | 'retry' | 'busy' | 'in_use' | 'unknown'
export type CodeMeaning = { cause: CloudCause; class: CodeClass }

export const refused = (cause: CloudCause): CodeMeaning => ({ cause, class: 'refused' })
export const unknown = (cause: CloudCause): CodeMeaning => ({ cause, class: 'unknown' })

/**
 * The outcome of a write that was answered with a code of this meaning. Only an assign asks for free addresses: of any other write no
 * document says what "in use" would mean, so a read decides.
 */
export function outcomeOfMeaning(meaning: CodeMeaning, answer: CloudAnswer, write: WriteKind): WriteOutcome {
  if (meaning.class === 'refused' || meaning.class === 'retry')
    return { ...answer, kind: 'refused', cause: meaning.cause, retry: meaning.class === 'retry' }
  const kind = meaning.class === 'in_use' && write !== 'assign' ? 'unknown' : meaning.class
  return { ...answer, kind, cause: meaning.cause }
}

const asksForPrimary = (write: CloudWrite): boolean =>
  write.kind === 'assign' && write.mode === 'explicit' && write.addresses.some(({ primary }) => primary)

/**
 * A refusal of a call that asked for a primary is put down to that, where its code is one of those that the API has for it. The same
 * codes mean other things elsewhere, so the table of codes alone cannot tell.
 */
export const blameOnPrimary = (write: CloudWrite, outcome: WriteOutcome, codes: ReadonlySet<string>): WriteOutcome =>
  outcome.kind === 'refused' && codes.has(outcome.cloudCode ?? '') && asksForPrimary(write)
    ? { ...outcome, cause: 'primary_refused' }
    : outcome

/** A write without an answer. What is not a TransportError is a slip of ours after an unknown number of bytes: unknown. */
export function outcomeOfFailure(error: unknown): WriteOutcome {
  if (!(error instanceof TransportError)) return { kind: 'unknown', cause: 'bad_reply' }
  return { kind: error.sent ? 'unknown' : 'not_sent', cause: causeOfTransport(error) }
}
