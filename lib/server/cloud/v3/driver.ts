/** API 3.0 as a CloudClient. */
import 'server-only'
import type { Clock } from '#lib/server/base/clock.ts'
import { CloudError, type CloudClient, type CloudWrite, type WriteKind, type WritePreview } from '#lib/server/cloud/client.ts'
import { createClockOffset } from '#lib/server/cloud/clock-offset.ts'
import { v3Limits, type CloudLimits } from '#lib/server/cloud/limits.ts'
import { probeReads } from '#lib/server/cloud/probe.ts'
import { createReader } from '#lib/server/cloud/reader.ts'
import type { Transport } from '#lib/server/cloud/transport.ts'
import { createUpstream } from '#lib/server/cloud/upstream.ts'
import { addressesPerCallMax, createAddressBatch } from './address-batch.ts'
import { createV3Wire, type V3Credentials, type V3Language, type V3Params } from './call.ts'
import { enisPerCallMax, readEnis } from './eni-batch.ts'
import { toCreated, toEni, toSubnet, toUsed, toVpc } from './map.ts'
import { readV3 } from './reader.ts'
import { createdReply, eniItem, listReply, quotaReply, subnetItem, taskStatusReply, usedItem, vpcItem } from './replies.ts'
import { actionOf, wireParams } from './write-wire.ts'
import { writeV3 } from './writer.ts'

export type V3ClientOptions = {
  account: string
  /** `https://vpc.tencentcloudapi.com`, or wherever the emulator listens. */
  endpoint: string
  credentials: V3Credentials
  regions: readonly string[]
  transport: Transport
  clock: Clock
  /** Evenly in [0, 1). */
  random: () => number
  /** Of the cloud's error texts. */
  language?: V3Language
  /** The documents say five minutes. */
  signatureWindowSeconds?: number
  limits?: Partial<CloudLimits>
  /** How many servers share the account now; each uses its part of the limits. Without it: this one alone. */
  servers?: () => number
  /** Called by `close`, for whoever gave the transport to this client alone. */
  closeTransport?: () => Promise<void>
}

const writes: ReadonlySet<WriteKind> = new Set(['assign', 'release', 'move', 'note'])
const filterByVpc = (vpcId: string | undefined): V3Params => (vpcId === undefined ? {} : { Filters: [{ Name: 'vpc-id', Values: [vpcId] }] })

const vpcPage = listReply('VpcSet', vpcItem)
const subnetPage = listReply('SubnetSet', subnetItem)
const eniPage = listReply('NetworkInterfaceSet', eniItem)
const usedPage = listReply('IpAddressStates', usedItem)

/** The driver. Errors of every read: CloudError. */
export function createV3Client(options: V3ClientOptions): CloudClient {
  const { account, credentials, regions, transport, clock, random, language = 'en-US', signatureWindowSeconds = 300 } = options
  const limits: CloudLimits = { ...v3Limits, ...options.limits }
  const wire = createV3Wire(options.endpoint, credentials, language)
  const secrets = [credentials.secretKey, credentials.secretId, credentials.token]
  const offset = createClockOffset(clock)
  const onWire = readV3({ wire, timeoutMs: limits.readTimeoutMs, secrets, transport, clock, offset })
  const send = writeV3({ wire, timeoutMs: limits.writeTimeoutMs, secrets, transport, clock, offset })
  const upstream = createUpstream({ limits, clock, random, servers: options.servers })
  const { read, list } = createReader({ onWire, upstream, limits, clock, random })
  const write: CloudClient['write'] = (region, given, stamp) =>
    upstream.write(region, actionOf[given.kind], () => send(region, given, stamp))
  // These two actions want the bounds of a page as text.
  const pagedByText = (params: V3Params) => (at: number, limit: number) => ({ ...params, Offset: String(at), Limit: String(limit) })
  const paged = (params: V3Params) => (at: number, limit: number) => ({ ...params, Offset: at, Limit: limit })

  const readEniBatch = (region: string, signal: AbortSignal | undefined) => async (ids: readonly string[]) => {
    const params = { NetworkInterfaceIds: ids, Offset: 0, Limit: enisPerCallMax }
    const page = await read({ action: 'DescribeNetworkInterfaces', region, params, schema: eniPage, urgency: 'person', signal })
    return { total: page.total, items: page.items.map(toEni) }
  }

  const askUsed = createAddressBatch(async (region, vpcId, ips) => {
    const observedAt = clock.now()
    const params = { VpcId: vpcId, IpAddresses: ips, Offset: 0, Limit: addressesPerCallMax }
    const page = await read({ action: 'DescribeUsedIpAddress', region, params, schema: usedPage, urgency: 'person' })
    // Less than the cloud counts: an address that is not listed would be taken for free.
    if (page.items.length < page.total) throw new CloudError('bad_reply')
    return { data: page.items.map(toUsed), observedAt }
  })

  const askCreated = createAddressBatch(async (region, vpcId, ips) => {
    const observedAt = clock.now()
    const params = { VpcId: vpcId, PrivateIpAddresses: ips }
    const request = { action: 'DescribeVpcPrivateIpAddresses', region, params, schema: createdReply, urgency: 'person' } as const
    return { data: (await read(request)).flatMap(toCreated), observedAt }
  })
  const preview = (region: string, given: CloudWrite): WritePreview => ({
    api: 'v3',
    action: actionOf[given.kind],
    region,
    params: wireParams(given),
  })

  return {
    api: 'v3',
    account,
    regions,
    signatureWindowSeconds,
    clockOffsetMs: offset.ms,
    cloudNow: offset.cloudNow,
    cloudNowHeard: offset.cloudNowHeard,
    outage: upstream.outage,

    listVpcs: (region, signal, urgency) =>
      list({ action: 'DescribeVpcs', region, pageParams: pagedByText({}), schema: vpcPage, signal, urgency }, toVpc, (vpc) => vpc.vpcId),
    listSubnets: (region, vpcId, signal, urgency) =>
      list(
        { action: 'DescribeSubnets', region, pageParams: pagedByText(filterByVpc(vpcId)), schema: subnetPage, signal, urgency },
        toSubnet,
        (subnet) => subnet.subnetId,
      ),
    listEnis: (region, vpcId, signal, urgency) =>
      list(
        { action: 'DescribeNetworkInterfaces', region, pageParams: paged(filterByVpc(vpcId)), schema: eniPage, signal, urgency },
        toEni,
        (eni) => eni.eniId,
      ),

    async getEni(region, vpcId, eniId, signal) {
      const observedAt = clock.now()
      // Ids and filters exclude each other; an id needs no VPC.
      const [eni] = await readEnis(readEniBatch(region, signal), [eniId])
      return { data: vpcId === undefined || eni?.vpcId === vpcId ? eni : undefined, observedAt }
    },

    async getEnis(region, eniIds, signal) {
      const observedAt = clock.now()
      return { data: await readEnis(readEniBatch(region, signal), eniIds), observedAt }
    },

    async taskStatus(region, taskId, signal) {
      const params = { TaskId: taskId }
      const reply = await read({ action: 'DescribeVpcTaskResult', region, params, schema: taskStatusReply, urgency: 'person', signal })
      return reply.Status === 'SUCCESS' ? 'succeeded' : reply.Status === 'FAILED' ? 'failed' : 'running'
    },

    usedAddresses: (region, vpcId, query, signal) =>
      'ips' in query
        ? askUsed(region, vpcId, query.ips, signal)
        : list(
            {
              action: 'DescribeUsedIpAddress',
              region,
              pageParams: paged({ VpcId: vpcId, SubnetId: query.subnetId }),
              schema: usedPage,
              signal,
            },
            toUsed,
            (address) => address.ip,
          ),

    async createdTimes(region, vpcId, ips, signal) {
      const { data } = await askCreated(region, vpcId, ips, signal)
      return new Map(data.map(({ ip, createdAt }) => [ip, createdAt]))
    },

    async quotaOf(region, eniId, signal, urgency = 'person') {
      const params = { InstanceId: eniId }
      const reply = await read({ action: 'DescribeNetworkInterfaceLimit', region, params, schema: quotaReply, urgency, signal })
      return reply.EniPrivateIpAddressQuantity ?? undefined
    },

    probe: (region, signal) =>
      probeReads(
        { onWire: upstream.guardTest(onWire), clock },
        region,
        [
          { kind: 'vpcs', action: 'DescribeVpcs', params: { Offset: '0', Limit: '1' } },
          { kind: 'subnets', action: 'DescribeSubnets', params: { Offset: '0', Limit: '1' } },
          { kind: 'enis', action: 'DescribeNetworkInterfaces', params: { Offset: 0, Limit: 1 } },
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
