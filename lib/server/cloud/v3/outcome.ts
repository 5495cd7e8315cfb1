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
import { assignReply, envelope, type Envelope } from './replies.ts'
import { actionOf } from './write-wire.ts'

/** The cloud's own code and text, fit to be shown. */
export function answerOf(status: number, reply: Envelope | undefined, secrets: readonly (string | undefined)[]): CloudAnswer {
  if (!reply) return { httpStatus: status }
  const { RequestId: requestId, Error: error } = reply.Response
  return {
    httpStatus: status,
    requestId,
    cloudCode: error && maskSecrets(error.Code, secrets),
    cloudMessage: error?.Message ? maskSecrets(error.Message, secrets) : undefined,
  }
}

export function outcomeOfReply(write: WriteKind, reply: TransportReply, secrets: readonly (string | undefined)[]): WriteOutcome {
  const json = parseJson(reply.body)
  const parsed = envelope.safeParse(json).data
  const answer = answerOf(reply.status, parsed, secrets)
  if (reply.status !== 200) return { ...answer, kind: 'unknown', cause: reply.status >= 500 ? 'unavailable' : 'bad_reply' }
  // The id is part of every answer of the API itself: without it somebody else answered, on the way there or back.
  if (!parsed || answer.requestId === undefined) return { ...answer, kind: 'unknown', cause: 'bad_reply' }
  const { Error: error } = parsed.Response
  if (error) return outcomeOfMeaning(meaningOf(error.Code, actionOf[write]), answer, write)
  // Written at once: there is no task.
  if (write === 'note') return { ...answer, kind: 'accepted', taskId: undefined }
  // The task of an asynchronous call has the id of the call itself.
  const accepted = { ...answer, kind: 'accepted', taskId: answer.requestId } as const
  if (write !== 'assign') return accepted
  const addresses = assignReply.safeParse(json).data
  if (!addresses) return { ...answer, kind: 'unknown', cause: 'bad_reply' }
  return { ...accepted, addresses: addresses.length > 0 ? addresses : undefined }
}
