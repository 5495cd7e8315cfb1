import { v20170312 } from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/index.js'
import { beforeEach, describe, expect, test } from 'vitest'
import { emulatorFixture } from './testing/fixture.ts'

/** The vendor's own SDK, unchanged, as the judge of the v3 face: every action, its successes and its errors. */

const it = emulatorFixture({ settings: { manualTasks: true } })
type Profile = { signMethod?: 'TC3-HMAC-SHA256' | 'HmacSHA1' | 'HmacSHA256'; reqMethod?: 'GET' | 'POST'; language?: 'zh-CN' | 'en-US' }
const clientFor = ({ signMethod, reqMethod, language }: Profile, credential = {}, region = 'ap-guangzhou') =>
  new v20170312.Client({
    credential: { secretId: it.emulator.secretId, secretKey: it.emulator.secretKey, ...credential },
    region,
    profile: { signMethod, language, httpProfile: { endpoint: new URL(it.emulator.listening).host, protocol: 'http://', reqMethod } },
  })

const profiles = (['TC3-HMAC-SHA256', 'HmacSHA1', 'HmacSHA256'] as const).flatMap((signMethod) =>
  (['POST', 'GET'] as const).map((reqMethod) => ({ signMethod, reqMethod })),
)
const eniId = 'eni-m6dyj72l'
const vpcId = 'vpc-7t9nf3pu'
const subnetId = 'subnet-9rv7pk2x'
const instanceId = 'ins-4qx1web1'

describe.each(profiles)('$signMethod, $reqMethod', (profile) => {
  let client: InstanceType<typeof v20170312.Client>
  beforeEach(() => {
    client = clientFor(profile)
  })
  /** The task of that request: running, then ended well. */
  const done = async ({ RequestId: TaskId = '' }: { RequestId?: string }) => {
    expect(await client.DescribeVpcTaskResult({ TaskId })).toMatchObject({ Status: 'RUNNING' })
    it.emulator.cloud.finishTasks()
    expect(await client.DescribeVpcTaskResult({ TaskId })).toMatchObject({ Status: 'SUCCESS', Output: 'SUCCESS', Result: [] })
  }
  const failure = (promise: Promise<unknown>) =>
    promise.then(
      () => 'success',
      // What the SDK throws has the code, the text and the id of the request.
      (error: { code?: string; requestId?: string }) => {
        expect(error.requestId).toMatch(/^[0-9a-f-]{36}$/)
        return error.code
      },
    )

  test('VPCs and subnets', async () => {
    expect(await client.DescribeVpcs({})).toMatchObject({ TotalCount: 3, VpcSet: [{ VpcName: '办公与运维 Office & Ops' }, {}, {}] })
    expect(await client.DescribeVpcs({ VpcIds: [vpcId] })).toMatchObject({ TotalCount: 1, VpcSet: [{ VpcId: vpcId, IsDefault: true }] })
    const page = await client.DescribeSubnets({ Filters: [{ Name: 'vpc-id', Values: [vpcId] }], Offset: '1', Limit: '2' })
    expect(page).toMatchObject({ TotalCount: 4, SubnetSet: [{ VpcId: vpcId, Zone: 'ap-guangzhou-4', TotalIpAddressCount: 253 }, {}] })
  })

  test('assign by count and by name, then note, move and release', async () => {
    const assigned = await client.AssignPrivateIpAddresses({
      NetworkInterfaceId: eniId,
      PrivateIpAddresses: [{ PrivateIpAddress: '10.0.0.20', Primary: false }],
      SecondaryPrivateIpAddressCount: 1,
      QosLevel: 'PT',
      ClientToken: 'A1B2',
    })
    expect(assigned.PrivateIpAddressSet).toEqual([
      expect.objectContaining({ PrivateIpAddress: '10.0.0.20', State: 'PENDING', Primary: false, QosLevel: 'DEFAULT', AddressId: '' }),
      expect.objectContaining({ PrivateIpAddress: '10.0.0.5', State: 'PENDING', QosLevel: 'PT' }),
    ])
    const [shown] = (await client.DescribeNetworkInterfaces({ NetworkInterfaceIds: [eniId] })).NetworkInterfaceSet ?? []
    expect(shown?.PrivateIpAddressSet?.map((address) => `${address.PrivateIpAddress} ${address.State}`)).toEqual([
      '10.0.0.4 AVAILABLE',
      '10.0.0.60 AVAILABLE',
      '10.0.0.20 PENDING',
      '10.0.0.5 PENDING',
    ])
    const more = client.AssignPrivateIpAddresses({ NetworkInterfaceId: eniId, SecondaryPrivateIpAddressCount: 1 })
    expect(await failure(more)).toBe('UnsupportedOperation.MutexOperationTaskRunning')
    await done(assigned)

    const named = { NetworkInterfaceId: eniId, PrivateIpAddresses: [{ PrivateIpAddress: '10.0.0.20', Description: '活动页 & co' }] }
    await client.ModifyPrivateIpAddressesAttribute(named)
    const to = it.eniId('spare-web-备用')
    const move = { SourceNetworkInterfaceId: eniId, DestinationNetworkInterfaceId: to, PrivateIpAddress: '10.0.0.20' }
    const moved = await client.MigratePrivateIpAddress(move)
    expect(it.addresses(eniId)).toContain('10.0.0.20 MIGRATING')
    await done(moved)
    const [target] = (await client.DescribeNetworkInterfaces({ NetworkInterfaceIds: [to] })).NetworkInterfaceSet ?? []
    expect(target).toMatchObject({ Attachment: null, State: 'AVAILABLE', NetworkInterfaceState: 'AVAILABLE' })
    expect(target?.PrivateIpAddressSet?.[1]).toMatchObject({
      PrivateIpAddress: '10.0.0.20',
      State: 'AVAILABLE',
      Description: '活动页 & co',
    })

    const release = { NetworkInterfaceId: eniId, PrivateIpAddresses: [{ PrivateIpAddress: '10.0.0.5' }] }
    const released = await client.UnassignPrivateIpAddresses(release)
    expect(it.addresses(eniId)).toContain('10.0.0.5 DELETING')
    await done(released)
    expect(it.addresses(eniId)).toEqual(['10.0.0.4 AVAILABLE', '10.0.0.60 AVAILABLE'])
  })

  test('the life of an ENI', async () => {
    const created = await client.CreateNetworkInterface({
      VpcId: vpcId,
      SubnetId: subnetId,
      NetworkInterfaceName: '新网卡',
      NetworkInterfaceDescription: 'made by the SDK',
      SecondaryPrivateIpAddressCount: 1,
      SecurityGroupIds: ['sg-lb62wxw9'],
      Tags: [{ Key: '部门', Value: '快递' }],
    })
    expect(created.NetworkInterface).toMatchObject({ State: 'PENDING', Attachment: null, Zone: '', CreatedTime: '' })
    const NetworkInterfaceId = created.NetworkInterface?.NetworkInterfaceId ?? ''
    await done(created)
    await done(await client.AttachNetworkInterface({ NetworkInterfaceId, InstanceId: instanceId }))
    const attached = await client.DescribeNetworkInterfaces({ Filters: [{ Name: 'tag:部门', Values: ['快递'] }] })
    expect(attached).toMatchObject({
      TotalCount: 1,
      NetworkInterfaceSet: [
        { State: 'AVAILABLE', NetworkInterfaceState: 'INUSE', Attachment: { InstanceId: instanceId }, Business: 'cvm' },
      ],
    })
    expect(await failure(client.DeleteNetworkInterface({ NetworkInterfaceId }))).toBe('ResourceInUse')
    await done(await client.DetachNetworkInterface({ NetworkInterfaceId, InstanceId: instanceId }))
    await client.ModifyNetworkInterfaceAttribute({ NetworkInterfaceId, NetworkInterfaceName: '改名' })
    await done(await client.DeleteNetworkInterface({ NetworkInterfaceId }))
    expect(await failure(client.DescribeNetworkInterfaces({ NetworkInterfaceIds: [NetworkInterfaceId] }))).toBe('ResourceNotFound')
  })

  test('quotas and used addresses', async () => {
    expect(await client.DescribeNetworkInterfaceLimit({ InstanceId: instanceId })).toMatchObject({
      EniQuantity: 8,
      EniPrivateIpAddressQuantity: 30,
    })
    expect(await client.DescribeNetworkInterfaceLimit({ InstanceId: eniId })).toMatchObject({
      EniQuantity: 0,
      EniPrivateIpAddressQuantity: 30,
    })
    const PrivateIpAddresses = ['10.0.0.2', '10.0.0.4', '10.0.0.5', '10.0.0.51']
    expect((await client.DescribeVpcPrivateIpAddresses({ VpcId: vpcId, PrivateIpAddresses })).VpcPrivateIpAddressSet).toMatchObject([
      { PrivateIpAddress: '10.0.0.2', PrivateIpAddressType: 'CVM', CidrBlock: '10.0.0.0/24' },
      { PrivateIpAddress: '10.0.0.4', PrivateIpAddressType: 'ENI' },
      { PrivateIpAddress: '10.0.0.51', PrivateIpAddressType: 'CFS' },
    ])
    expect(await client.DescribeUsedIpAddress({ VpcId: vpcId, SubnetId: 'subnet-k8sp0d5z', Limit: 2 })).toMatchObject({
      TotalCount: 83,
      IpAddressStates: [{ IpAddress: '10.0.16.2', ResourceType: 'TKE' }, { IpAddress: '10.0.16.3' }],
    })
  })

  test('a wrong key', async () => {
    const odd = clientFor(profile, { secretKey: 'wrong' })
    expect(await failure(odd.DescribeVpcs({}))).toBe('AuthFailure.SignatureFailure')
    expect(await failure(clientFor(profile, { secretId: 'AKIDunknown' }).DescribeVpcs({}))).toBe('AuthFailure.SecretIdNotFound')
    expect(await failure(clientFor(profile, { token: 't' }).DescribeVpcs({}))).toBe('AuthFailure.TokenFailure')
  })

  test('another region, and one that there is not', async () => {
    expect(await clientFor(profile, {}, 'ap-shanghai').DescribeVpcs({})).toMatchObject({ TotalCount: 1 })
    expect(await failure(clientFor(profile, {}, 'ap-nowhere').DescribeVpcs({}))).toBe('UnsupportedRegion')
    expect(await failure(clientFor(profile, {}, '').DescribeVpcs({}))).toBe('MissingParameter')
  })

  test('an action that is not there, a parameter that is unknown', async () => {
    expect(await failure(client.request('DescribeNothing', {}))).toBe('InvalidAction')
    expect(await failure(client.request('DescribeVpcs', { Colour: 'red' }))).toBe('UnknownParameter')
  })

  test('a code that somebody asked for, in the language asked for', async () => {
    await it.control.failNext({ code: 'FailedOperation.NetDetectTimeOut' })
    const told = clientFor({ ...profile, language: 'zh-CN' }).AssignPrivateIpAddresses({
      NetworkInterfaceId: eniId,
      SecondaryPrivateIpAddressCount: 1,
    })
    await expect(told).rejects.toMatchObject({ code: 'FailedOperation.NetDetectTimeOut', message: '网络探测超时，请稍后重试。' })
  })

  test('the rate limit, in the cloud’s own words', async () => {
    await it.control.limits({ DescribeVpcs: 0 })
    await expect(client.DescribeVpcs({})).rejects.toMatchObject({
      code: 'RequestLimitExceeded',
      message: expect.stringMatching(
        /^Your current request times equals to `1` in a second, which exceeds the frequency limit `0` for a second/,
      ),
    })
  })
})
