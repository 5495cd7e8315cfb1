/** One read of API 2.0 on the wire: signed with the cloud's time, its envelope judged. */
import 'server-only'
import type { Clock } from '#lib/server/base/clock.ts'
import { CloudError } from '#lib/server/cloud/client.ts'
import type { createClockOffset } from '#lib/server/cloud/clock-offset.ts'
import type { OnWire } from '#lib/server/cloud/reader.ts'
import type { Transport } from '#lib/server/cloud/transport.ts'
import { parseJson } from '#lib/server/cloud/wire-schema.ts'
import { requestV2, type V2Wire } from './call.ts'
import { meaningOf } from './codes.ts'
import { answerOf } from './outcome.ts'
import { flattenParams, type ParamValue } from './params.ts'
import { envelope } from './replies.ts'

export type V2Params = { readonly [name: string]: ParamValue }
export type V2ReadDeps = {
  wire: V2Wire
  timeoutMs: number
  /** What must not be seen in an error. */
  secrets: readonly (string | undefined)[]
  transport: Transport
  clock: Clock
  random: () => number
  offset: ReturnType<typeof createClockOffset>
}

export const readV2 =
  ({ wire, timeoutMs, secrets, transport, clock, random, offset }: V2ReadDeps): OnWire<V2Params> =>
  async ({ action, region, params, signal }) => {
    const sentAt = clock.now()
    const timestampSeconds = Math.floor((sentAt + offset.ms()) / 1000)
    const nonce = String(1 + Math.floor(random() * 0x7fff_fffe))
    const call = { method: 'GET', action, region, params: flattenParams(params), timestampSeconds, nonce, signal } as const
    const { request, signature } = requestV2({ ...call, timeoutMs }, wire)
    const reply = await transport(request)
    if (reply.status === 200) offset.learn(reply.headers['date'], sentAt, clock.now())
    const json = parseJson(reply.body)
    const parsed = envelope.safeParse(json).data
    const answer = answerOf(reply.status, parsed, [...secrets, signature])
    if (reply.status !== 200) throw new CloudError(reply.status >= 500 ? 'unavailable' : 'bad_reply', answer)
    if (!parsed) throw new CloudError('bad_reply', answer)
    if (parsed.code !== 0) throw new CloudError(meaningOf(parsed.code, parsed.codeDesc ?? undefined).cause, answer)
    return { json, answer }
  }
