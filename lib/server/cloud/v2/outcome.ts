/**
 * The class of the answer to a write (docs/operations.md, step 6). The rule behind the table: only what surely did not run may be
 * called refused or not sent; everything else is unknown, and a read decides later.
 */
import type { CloudAnswer, WriteKind, WriteOutcome } from '#lib/server/cloud/client.ts'
import { outcomeOfMeaning } from '#lib/server/cloud/code-class.ts'
import { maskSecrets } from '#lib/server/cloud/mask.ts'
import type { TransportReply } from '#lib/server/cloud/transport.ts'
import { parseJson } from '#lib/server/cloud/wire-schema.ts'
import { meaningOf } from './codes.ts'
import { envelope, taskReply, type Envelope } from './replies.ts'

/** The cloud's own code and text, fit to be shown. The symbol says more than the number, so it comes first. */
export function answerOf(status: number, reply: Envelope | undefined, secrets: readonly (string | undefined)[]): CloudAnswer {
  if (!reply) return { httpStatus: status }
  const code = reply.code === 0 ? undefined : reply.codeDesc || String(reply.code)
  return {
    httpStatus: status,
    requestId: reply.requestId ?? undefined,
    cloudCode: code === undefined ? undefined : maskSecrets(code, secrets),
    cloudMessage: reply.message ? maskSecrets(reply.message, secrets) : undefined,
  }
}

export function outcomeOfReply(write: WriteKind, reply: TransportReply, secrets: readonly (string | undefined)[]): WriteOutcome {
  const json = parseJson(reply.body)
  const parsed = envelope.safeParse(json).data
  const answer = answerOf(reply.status, parsed, secrets)
  if (reply.status !== 200) return { ...answer, kind: 'unknown', cause: reply.status >= 500 ? 'unavailable' : 'bad_reply' }
  if (!parsed) return { ...answer, kind: 'unknown', cause: 'bad_reply' }
  if (parsed.code === 0) {
    const taskId = taskReply.safeParse(json).data?.taskId
    // Code 0 beside the symbol of a failure and without a task contradicts itself.
    if (taskId === undefined && parsed.codeDesc && parsed.codeDesc !== 'Success') return { ...answer, kind: 'unknown', cause: 'bad_reply' }
    return { ...answer, kind: 'accepted', taskId }
  }
  return outcomeOfMeaning(meaningOf(parsed.code, parsed.codeDesc ?? undefined), answer, write)
}
