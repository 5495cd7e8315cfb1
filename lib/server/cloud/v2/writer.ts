/** One write of API 2.0 on the wire: signed as it was stamped, sent once, its answer classed. */
import 'server-only'
import type { CloudWrite, WriteOutcome, WriteStamp } from '#lib/server/cloud/client.ts'
import { blameOnPrimary, outcomeOfFailure } from '#lib/server/cloud/code-class.ts'
import { checkSendable } from '#lib/server/cloud/writes.ts'
import { requestV2, type SignedRequest } from './call.ts'
import { primaryCodes } from './codes.ts'
import { outcomeOfReply } from './outcome.ts'
import type { V2ReadDeps } from './reader.ts'
import { actionOf, isV2Write, wireParams } from './write-wire.ts'

/** `timeoutMs` is that of a write. */
export type V2WriteDeps = Omit<V2ReadDeps, 'random'>

export const writeV2 =
  ({ wire, timeoutMs, secrets, transport, clock, offset }: V2WriteDeps) =>
  async (region: string, write: CloudWrite, stamp: WriteStamp): Promise<WriteOutcome> => {
    if (!isV2Write(write)) return { kind: 'refused', cause: 'unsupported', retry: false }
    const sentAt = clock.now()
    let signed: SignedRequest
    try {
      checkSendable(write)
      const { timestampSeconds, nonce, mayStillSend } = stamp
      const call = { method: 'POST', action: actionOf[write.kind], region, params: wireParams(write), timestampSeconds, nonce } as const
      signed = requestV2({ ...call, timeoutMs, beforeFirstByte: mayStillSend }, wire)
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
