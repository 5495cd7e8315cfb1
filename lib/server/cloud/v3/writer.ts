/** One write of API 3.0 on the wire: signed as it was stamped, sent once, its answer classed. */
import 'server-only'
import type { CloudWrite, WriteOutcome, WriteStamp } from '#lib/server/cloud/client.ts'
import { blameOnPrimary, outcomeOfFailure } from '#lib/server/cloud/code-class.ts'
import { checkSendable } from '#lib/server/cloud/writes.ts'
import { requestV3, type SignedRequest } from './call.ts'
import { primaryCodes } from './codes.ts'
import { outcomeOfReply } from './outcome.ts'
import type { V3ReadDeps } from './reader.ts'
import { actionOf, wireParams } from './write-wire.ts'

/** `timeoutMs` is that of a write. */
export type V3WriteDeps = V3ReadDeps

export const writeV3 =
  ({ wire, timeoutMs, secrets, transport, clock, offset }: V3WriteDeps) =>
  async (region: string, write: CloudWrite, stamp: WriteStamp): Promise<WriteOutcome> => {
    const sentAt = clock.now()
    let signed: SignedRequest
    try {
      checkSendable(write)
      const { timestampSeconds, clientToken, traceId, mayStillSend } = stamp
      // No other write has a token, and the API refuses parameters that it does not know.
      const params = { ...wireParams(write), ...(write.kind === 'assign' ? { ClientToken: clientToken } : {}) }
      const call = { action: actionOf[write.kind], region, params, timestampSeconds, traceId }
      signed = requestV3({ ...call, fresh: true, timeoutMs, beforeFirstByte: mayStillSend }, wire)
    } catch {
      return { kind: 'not_sent', cause: 'invalid_parameter' }
    }
    try {
      const reply = await transport(signed.request)
      if (reply.status === 200) offset.learn(reply.headers['date'], sentAt, clock.now())
      return blameOnPrimary(write, outcomeOfReply(write.kind, reply, [...secrets, signed.signature]), primaryCodes)
    } catch (error) {
      return outcomeOfFailure(error)
    }
  }
