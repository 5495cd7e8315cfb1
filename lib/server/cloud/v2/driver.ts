/** API 2.0 as a CloudClient. */
import 'server-only'
import type { z } from 'zod'
import type { Clock } from '#lib/server/base/clock.ts'
import { createClockOffset } from '#lib/server/cloud/clock-offset.ts'
import { CloudError, type AssignParams, type CloudClient, type Observed, type WriteOutcome } from '#lib/server/cloud/client.ts'
import { v2Limits, type CloudLimits } from '#lib/server/cloud/limits.ts'
import { createPace, type Urgency } from '#lib/server/cloud/pace.ts'
import { withReadRetry } from '#lib/server/cloud/read-retry.ts'
import { TransportError, type Transport, type TransportRequest } from '#lib/server/cloud/transport.ts'
import { parseEndpoint, requestV2, type V2Credentials } from './call.ts'
import { meaningOf } from './codes.ts'
import { toEni, toSubnet, toVpc } from './map.ts'
import { answerOf, outcomeOfFailure, outcomeOfReply } from './outcome.ts'
import { readAllPages } from './paging.ts'
import { flattenParams, type ParamValue } from './params.ts'
import { eniItem, envelope, listReply, parseJson, subnetItem, taskStatusReply, vpcItem } from './replies.ts'
import type { SignatureMethod } from './sign.ts'

export type V2ClientOptions = {
  account: string
  /** `https://vpc.api.qcloud.com`, or wherever a private deployment or the emulator listens. */
  endpoint: string
  credentials: V2Credentials
  regions: readonly string[]
  transport: Transport
  clock: Clock
  /** Evenly in [0, 1). */
  random: () => number
  signatureMethod?: SignatureMethod
  /** Documents say 2 h and, newer, 5 min; the longer one is the safe one: it only delays. */
  signatureWindowSeconds?: number
  limits?: Partial<CloudLimits>
  /** Called by `close`, for whoever gave the transport to this client alone. */
  closeTransport?: () => Promise<void>
}

type Read<S extends z.ZodType> = {
  action: string
  region: string
  params: { readonly [name: string]: ParamValue }
  schema: S
  urgency: Urgency
  signal?: AbortSignal
}

const assignAction = 'AssignPrivateIpAddresses'
const assignWire = (params: AssignParams) =>
  flattenParams({
    vpcId: params.vpcId,
    networkInterfaceId: params.eniId,
    ...(params.mode === 'explicit'
      ? { privateIpAddressSet: params.addresses.map(({ ip, primary }) => ({ primary, privateIpAddress: ip })) }
      : { secondaryPrivateIpAddressCount: params.count }),
  })

/** A failure on the way as the error of a read. Whoever aborts does so because its time is over. */
const rethrow = (error: unknown): never => {
  if (error instanceof DOMException && error.name === 'AbortError') throw new CloudError('timeout')
  if (!(error instanceof TransportError)) throw error
  if (error.reason === 'timeout' || error.reason === 'aborted') throw new CloudError('timeout')
  throw new CloudError(error.reason === 'cut' ? 'bad_reply' : 'unreachable')
}

/** The driver. Errors of every read: CloudError. */
export function createV2Client(options: V2ClientOptions): CloudClient {
  const {
    account,
    credentials,
    regions,
    transport,
    clock,
    random,
    signatureMethod = 'HmacSHA256',
    signatureWindowSeconds = 7_200,
  } = options
  const limits: CloudLimits = { ...v2Limits, ...options.limits }
  const wire = { endpoint: parseEndpoint(options.endpoint), credentials, signatureMethod }
  const secrets = [credentials.secretKey, credentials.secretId, credentials.token]
  const pace = createPace(limits)
  const offset = createClockOffset()
  const retry = { limits, clock, random }

  async function readOnce<S extends z.ZodType>({ action, region, params, schema, signal }: Read<S>): Promise<z.output<S>> {
    const sentAt = clock.now()
    const reply = await transport(
      requestV2(
        {
          method: 'GET',
          action,
          region,
          params: flattenParams(params),
          timestampSeconds: Math.floor((sentAt + offset.ms()) / 1000),
          nonce: String(1 + Math.floor(random() * 0x7fff_fffe)),
          timeoutMs: limits.readTimeoutMs,
          signal,
        },
        wire,
      ),
    )
    if (reply.status === 200) offset.learn(reply.headers['date'], sentAt, clock.now())
    const json = parseJson(reply.body)
    const parsed = envelope.safeParse(json).data
    const answer = answerOf(reply.status, parsed, secrets)
    if (reply.status !== 200) throw new CloudError(reply.status >= 500 ? 'unavailable' : 'bad_reply', answer)
    if (!parsed) throw new CloudError('bad_reply', answer)
    if (parsed.code !== 0) throw new CloudError(meaningOf(parsed.code, parsed.codeDesc ?? undefined).cause, answer)
    const data = schema.safeParse(json)
    if (!data.success) throw new CloudError('bad_reply', answer)
    return data.data
  }

  /** Queued, retried, and every failure as a CloudError. */
  async function read<S extends z.ZodType>(request: Read<S>): Promise<z.output<S>> {
    try {
      return await withReadRetry(
        () => pace.run(request.action, request.urgency, (signal) => readOnce({ ...request, signal }).catch(rethrow), request.signal),
        retry,
        request.signal,
      )
    } catch (error) {
      return rethrow(error)
    }
  }

  async function list<S extends z.ZodType, T>(
    request: { action: string; region: string; params: { readonly [name: string]: ParamValue }; signal?: AbortSignal },
    item: S,
    map: (item: z.output<S>) => T,
    idOf: (item: T) => string,
  ): Promise<Observed<T[]>> {
    const observedAt = clock.now()
    const schema = listReply(item)
    const data = await readAllPages(
      async (from, limit) => {
        const page = await read({ ...request, params: { ...request.params, offset: from, limit }, schema, urgency: 'background' })
        return { total: page.total, items: page.items.map(map) }
      },
      idOf,
      limits.pageSize,
    )
    return { data, observedAt }
  }

  return {
    api: 'v2',
    account,
    regions,
    signatureWindowSeconds,
    clockOffsetMs: offset.ms,

    listVpcs: (region, signal) => list({ action: 'DescribeVpcEx', region, params: {}, signal }, vpcItem, toVpc, (vpc) => vpc.vpcId),
    listSubnets: (region, vpcId, signal) =>
      list({ action: 'DescribeSubnetEx', region, params: { vpcId }, signal }, subnetItem, toSubnet, (subnet) => subnet.subnetId),
    listEnis: (region, vpcId, signal) =>
      // Oldest first: what is created meanwhile comes at the end and moves no page.
      list(
        { action: 'DescribeNetworkInterfaces', region, params: { vpcId, orderField: 'createTime', orderDirection: 'asc' }, signal },
        eniItem,
        toEni,
        (eni) => eni.eniId,
      ),

    async getEni(region, vpcId, eniId, signal) {
      const observedAt = clock.now()
      const params = { vpcId, networkInterfaceId: eniId, offset: 0, limit: 1 }
      try {
        const page = await read({
          action: 'DescribeNetworkInterfaces',
          region,
          params,
          schema: listReply(eniItem),
          urgency: 'person',
          signal,
        })
        const item = page.items.find((candidate) => candidate.networkInterfaceId === eniId)
        if (!item && page.items.length > 0) throw new CloudError('bad_reply')
        return { data: item && toEni(item), observedAt }
      } catch (error) {
        if (error instanceof CloudError && (error.reason === 'eni_not_found' || error.reason === 'not_found'))
          return { data: undefined, observedAt }
        throw error
      }
    },

    async taskStatus(region, taskId, signal) {
      const reply = await read({
        action: 'DescribeVpcTaskResult',
        region,
        params: { taskId },
        schema: taskStatusReply,
        urgency: 'person',
        signal,
      })
      return reply.status === 0 ? 'succeeded' : reply.status === 1 ? 'failed' : 'running'
    },

    previewAssign: (region, params) => ({ api: 'v2', action: assignAction, region, params: assignWire(params) }),

    async assign(region, params, stamp): Promise<WriteOutcome> {
      const sentAt = clock.now()
      let request: TransportRequest
      try {
        const { timestampSeconds, nonce, mayStillSend } = stamp
        const call = { method: 'POST', action: assignAction, region, params: assignWire(params), timestampSeconds, nonce } as const
        request = requestV2({ ...call, timeoutMs: limits.writeTimeoutMs, beforeFirstByte: mayStillSend }, wire)
      } catch {
        return { kind: 'not_sent', cause: 'invalid_parameter' }
      }
      try {
        const reply = await transport(request)
        if (reply.status === 200) offset.learn(reply.headers['date'], sentAt, clock.now())
        return outcomeOfReply(reply, secrets)
      } catch (error) {
        return outcomeOfFailure(error)
      }
    },

    async close() {
      pace.close()
      await options.closeTransport?.()
    },
  }
}
