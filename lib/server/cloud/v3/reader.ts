/** One read of API 3.0 on the wire: signed with the cloud's time, its envelope judged. */
import 'server-only'
import type { Clock } from '#lib/server/base/clock.ts'
import { CloudError } from '#lib/server/cloud/client.ts'
import type { createClockOffset } from '#lib/server/cloud/clock-offset.ts'
import type { OnWire } from '#lib/server/cloud/reader.ts'
import type { Transport } from '#lib/server/cloud/transport.ts'
import { parseJson } from '#lib/server/cloud/wire-schema.ts'
import { requestV3, type V3Params, type V3Wire } from './call.ts'
import { meaningOf } from './codes.ts'
import { answerOf } from './outcome.ts'
import { envelope } from './replies.ts'

export type V3ReadDeps = {
  wire: V3Wire
  timeoutMs: number
  /** What must not be seen in an error. */
  secrets: readonly (string | undefined)[]
  transport: Transport
  clock: Clock
  offset: ReturnType<typeof createClockOffset>
}

export const readV3 =
  ({ wire, timeoutMs, secrets, transport, clock, offset }: V3ReadDeps): OnWire<V3Params> =>
  async ({ action, region, params, signal }) => {
    const sentAt = clock.now()
    const timestampSeconds = Math.floor((sentAt + offset.ms()) / 1000)
    const { request, signature } = requestV3({ action, region, params, timestampSeconds, fresh: false, timeoutMs, signal }, wire)
    const reply = await transport(request)
    if (reply.status === 200) offset.learn(reply.headers['date'], sentAt, clock.now())
    const json = parseJson(reply.body)
    const parsed = envelope.safeParse(json).data
    const answer = answerOf(reply.status, parsed, [...secrets, signature])
    if (reply.status !== 200) throw new CloudError(reply.status >= 500 ? 'unavailable' : 'bad_reply', answer)
    if (!parsed) throw new CloudError('bad_reply', answer)
    const { Error: error } = parsed.Response
    if (error) throw new CloudError(meaningOf(error.Code, action).cause, answer)
    return { json, answer }
  }
