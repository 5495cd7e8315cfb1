/** API 2.0 as a CloudClient. */
import 'server-only'
import type { Clock } from '#lib/server/base/clock.ts'
import { CloudError, type CloudClient, type CloudWrite, type WriteKind, type WritePreview } from '#lib/server/cloud/client.ts'
import { createClockOffset } from '#lib/server/cloud/clock-offset.ts'
import { v2Limits, type CloudLimits } from '#lib/server/cloud/limits.ts'
import { probeReads } from '#lib/server/cloud/probe.ts'
import { createReader } from '#lib/server/cloud/reader.ts'
import type { Transport } from '#lib/server/cloud/transport.ts'
import { createUpstream } from '#lib/server/cloud/upstream.ts'
import { parseEndpoint, type V2Credentials } from './call.ts'
import { toEni, toSubnet, toVpc } from './map.ts'
import { readV2, type V2Params } from './reader.ts'
import { eniItem, listReply, subnetItem, taskStatusReply, vpcItem } from './replies.ts'
import type { SignatureMethod } from './sign.ts'
import { actionOf, isV2Write, wireParams } from './write-wire.ts'
import { writeV2 } from './writer.ts'

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
  /** How many servers share the account now; each uses its part of the limits. Without it: this one alone. */
  servers?: () => number
  /** Called by `close`, for whoever gave the transport to this client alone. */
  closeTransport?: () => Promise<void>
}

const writes: ReadonlySet<WriteKind> = new Set(['assign', 'release', 'move'])

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
  const offset = createClockOffset(clock)
  const onWire = readV2({ wire, timeoutMs: limits.readTimeoutMs, secrets, transport, clock, random, offset })
  const send = writeV2({ wire, timeoutMs: limits.writeTimeoutMs, secrets, transport, clock, offset })
  const upstream = createUpstream({ limits, clock, random, servers: options.servers })
  const { read, list } = createReader({ onWire, upstream, limits, clock, random })
  const write: CloudClient['write'] = (region, given, stamp) =>
    isV2Write(given) ? upstream.write(region, actionOf[given.kind], () => send(region, given, stamp)) : send(region, given, stamp)
  const paged = (params: V2Params) => (offset: number, limit: number) => ({ ...params, offset, limit })

  const preview = (region: string, given: CloudWrite): WritePreview => {
    if (!isV2Write(given)) throw new CloudError('unsupported')
    return { api: 'v2', action: actionOf[given.kind], region, params: wireParams(given) }
  }

  return {
    api: 'v2',
    account,
    regions,
    signatureWindowSeconds,
    clockOffsetMs: offset.ms,
    cloudNow: offset.cloudNow,
    cloudNowHeard: offset.cloudNowHeard,
    outage: upstream.outage,

    listVpcs: (region, signal, urgency) =>
      list(
        { action: 'DescribeVpcEx', region, pageParams: paged({}), schema: listReply(vpcItem), signal, urgency },
        toVpc,
        (vpc) => vpc.vpcId,
      ),
    listSubnets: (region, vpcId, signal, urgency) =>
      list(
        { action: 'DescribeSubnetEx', region, pageParams: paged({ vpcId }), schema: listReply(subnetItem), signal, urgency },
        toSubnet,
        (subnet) => subnet.subnetId,
      ),
    listEnis(region, vpcId, signal, urgency) {
      // Oldest first: what is created meanwhile comes at the end and moves no page.
      const pageParams = paged({ vpcId, orderField: 'createTime', orderDirection: 'asc' })
      return list(
        { action: 'DescribeNetworkInterfaces', region, pageParams, schema: listReply(eniItem), signal, urgency },
        toEni,
        (eni) => eni.eniId,
      )
    },

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
        // Something else than what was asked for proves nothing about it.
        if (!item && (page.items.length > 0 || page.total > 0)) throw new CloudError('bad_reply')
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

    probe: (region, signal) =>
      probeReads(
        { onWire: upstream.guardTest(onWire), clock },
        region,
        [
          { kind: 'vpcs', action: 'DescribeVpcEx', params: { offset: 0, limit: 1 } },
          { kind: 'subnets', action: 'DescribeSubnetEx', params: { offset: 0, limit: 1 } },
          { kind: 'enis', action: 'DescribeNetworkInterfaces', params: { offset: 0, limit: 1 } },
        ],
        signal,
      ),

    writes,
    preview,
    write,

    async close() {
      upstream.close()
      await options.closeTransport?.()
    },
  }
}
