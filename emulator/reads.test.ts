import { describe, expect, test } from 'vitest'
import { emulatorFixture } from './testing/fixture.ts'
import type { V2Reply } from './testing/v2-client.ts'

const it = emulatorFixture()
const vpcId = 'vpc-7t9nf3pu'
const list = (params: Record<string, string | number> = {}, region = 'ap-guangzhou') =>
  it.cloud.call('DescribeNetworkInterfaces', params, { region })
// Each list puts its rows elsewhere; the tests compare what comes.
const namesOf = (reply: V2Reply) => (reply.data as { data: { eniName: string }[] }).data.map((eni) => eni.eniName)

test('an ENI has the fields and shapes of the newer documents', async () => {
  expect(await list({ vpcId, networkInterfaceId: 'eni-m6dyj72l' })).toEqual({
    code: 0,
    message: '',
    codeDesc: 'Success',
    data: {
      totalNum: 1,
      data: [
        {
          vpcId,
          vpcName: '生产-核心业务',
          subnetId: 'subnet-9rv7pk2x',
          zoneId: 100003,
          eniName: '官网前端 web-front',
          eniDescription: '官网与下单页面',
          networkInterfaceId: 'eni-m6dyj72l',
          primary: false,
          macAddress: expect.stringMatching(/^20:90:6F(:[0-9A-F]{2}){3}$/),
          createTime: '2024-03-13 09:32:02',
          flowLogsSet: [],
          privateIpAddressesSet: [
            { privateIpAddress: '10.0.0.4', primary: true, wanIp: '', description: '', isWanIpBlocked: false, eipId: '' },
            {
              privateIpAddress: '10.0.0.60',
              primary: false,
              wanIp: '119.29.51.60',
              description: '活动页专用',
              isWanIpBlocked: false,
              eipId: expect.stringMatching(/^eip-.{8}$/),
            },
          ],
          instanceSet: { instanceId: 'ins-4qx1web1', attachTime: '2024-03-13 09:42:02' },
          groupSet: [{ sgId: 'sg-7dbonly3', sgName: 'db-3306-from-app', projectId: 0 }],
        },
      ],
    },
  })
})

test('the older shape, when asked for: totals at the top, instanceSet a list', async () => {
  await it.control.settings({ v2OldShape: true })
  expect(await list({ networkInterfaceId: 'eni-m6dyj72l' })).toMatchObject({
    code: 0,
    totalCount: 1,
    data: [{ instanceSet: [{ instanceId: 'ins-4qx1web1' }] }],
  })
  expect(await list({ eniName: 'redis-session' })).toMatchObject({ totalCount: 1, data: [{ instanceSet: [] }] })
  const target = { vpcId, networkInterfaceId: 'eni-m6dyj72l', secondaryPrivateIpAddressCount: 1 }
  expect(await it.cloud.call('AssignPrivateIpAddresses', target)).toEqual({ code: 0, message: '', codeDesc: 'Success', taskId: 16284 })
})

test('pending addresses are listed, or hidden', async () => {
  await it.cloud.call('AssignPrivateIpAddresses', { vpcId, networkInterfaceId: 'eni-m6dyj72l', secondaryPrivateIpAddressCount: 1 })
  const ips = async () => JSON.stringify(await list({ networkInterfaceId: 'eni-m6dyj72l' }))
  expect(await ips()).toContain('10.0.0.5')
  await it.control.settings({ v2HidePending: true })
  expect(await ips()).not.toContain('10.0.0.5')
  await it.control.finishTasks()
  expect(await ips()).toContain('10.0.0.5')
})

test('VPCs and subnets answer at the top, without codeDesc', async () => {
  expect(await it.cloud.call('DescribeVpcEx', { vpcId })).toEqual({
    code: 0,
    message: '',
    totalCount: 1,
    data: [
      expect.objectContaining({
        vpcId: 'gz_vpc_245',
        unVpcId: vpcId,
        vpcName: '生产-核心业务',
        cidrBlock: '10.0.0.0/16',
        subnetNum: 4,
        isDefault: true,
        createTime: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
      }),
    ],
  })
  expect(await it.cloud.call('DescribeVpcEx', { vpcId: 'gz_vpc_245' })).toMatchObject({ totalCount: 1, data: [{ unVpcId: vpcId }] })
  expect(await it.cloud.call('DescribeSubnetEx', { vpcId, subnetId: 'subnet-k8sp0d5z' })).toEqual({
    code: 0,
    message: '',
    totalCount: 1,
    data: [
      expect.objectContaining({
        unVpcId: vpcId,
        unSubnetId: 'subnet-k8sp0d5z',
        cidrBlock: '10.0.16.0/20',
        zone: 'ap-guangzhou-3',
        zoneId: 100003,
        totalIPNum: 4093,
        networkAclId: 0,
      }),
    ],
  })
  expect(await it.cloud.call('DescribeSubnet', { vpcId, subnetId: 'subnet-4lbtn28q' })).toMatchObject({
    code: 0,
    unSubnetId: 'subnet-4lbtn28q',
    totalIPNum: 13,
    availableIPNum: 1,
  })
})

test('free addresses count what other products and pending tasks hold', async () => {
  const free = async () => it.cloud.call('DescribeSubnet', { vpcId, subnetId: 'subnet-4lbtn28q' })
  await it.control.free({ vpcId: 'vpc-7t9nf3pu', ip: '10.0.0.50' })
  expect(await free()).toMatchObject({ availableIPNum: 1 })
  await it.control.take({ vpcId, ip: '10.0.1.14' })
  expect(await free()).toMatchObject({ availableIPNum: 0 })
})

describe('filters', () => {
  test.each([
    ['VPC', { vpcId: 'vpc-5c2mstg1' }, 5],
    ['VPC and subnet', { vpcId, subnetId: 'subnet-4lbtn28q' }, 2],
    ['instance', { instanceId: 'ins-4qx1web1' }, 2],
    ['unknown instance', { instanceId: 'ins-00000000' }, 0],
    ['part of a name', { eniName: 'mysql' }, 4],
    ['part of a description', { eniDescription: '配额' }, 1],
    ['first cards', { vpcId: 'vpc-9k3office', eniType: '1' }, 2],
    ['security group', { vpcId: 'vpc-9k3office', sgId: 'sg-lb62wxw9' }, 2],
    ['ENI', { networkInterfaceId: 'eni-m6dyj72l' }, 1],
    ['region', {}, 40],
  ])('%s', async (_, params, totalNum) => {
    expect(await list(params as Record<string, string>)).toMatchObject({ code: 0, data: { totalNum } })
  })

  test('zones by number and by name', async () => {
    expect(await it.cloud.call('DescribeSubnetEx', { vpcId, 'zoneIds.0': 100004 })).toMatchObject({ totalCount: 1 })
    expect(await it.cloud.call('DescribeSubnetEx', { vpcId, 'zoneIds.0': 'ap-guangzhou-3' })).toMatchObject({ totalCount: 3 })
  })
})

test('regions by old and new name; what is elsewhere is not found here', async () => {
  expect(await list({}, 'sh')).toEqual(await list({}, 'ap-shanghai'))
  expect(await list({}, 'bj')).toMatchObject({ code: 0, data: { totalNum: 0, data: [] } })
  expect(await list({ vpcId }, 'sh')).toMatchObject({ codeDesc: 'InvalidVpc.NotFound' })
  expect(await list({}, 'ap-nowhere')).toMatchObject({ code: 4000 })
  expect(await list({}, '')).toMatchObject({ code: 4000 })
})

test.each([
  ['DescribeNetworkInterfaces', { vpcId: 'vpc-00000000' }, 'InvalidVpc.NotFound'],
  ['DescribeNetworkInterfaces', { networkInterfaceId: 'eni-00000000' }, 'InvalidNetworkInterface.NotFound'],
  ['DescribeVpcEx', { vpcId: 'vpc-00000000' }, 'InvalidVpc.NotFound'],
  ['DescribeSubnetEx', { vpcId: 'vpc-00000000' }, 'InvalidVpc.NotFound'],
  ['DescribeSubnet', { vpcId, subnetId: 'subnet-00000000' }, 'InvalidSubnet.NotFound'],
  ['DescribeVpcTaskResult', { taskId: 1 }, 'ResourceNotFound'],
  ['DescribeVpcTaskResult', {}, 'InvalidParameter'],
  ['DescribeVpcTaskResult', { taskId: 'x' }, 'InvalidParameter'],
  ['DescribeNetworkInterfaceLimit', {}, 'VersionNotSupported'],
  ['Nonsense', {}, 'VersionNotSupported'],
  ['constructor', {}, 'VersionNotSupported'],
])('%s %o is refused', async (action, params: Record<string, string | number>, codeDesc) => {
  expect(await it.cloud.call(action, params)).toMatchObject({ codeDesc, message: expect.any(String) })
})

describe('paging', () => {
  test('20 by default, newest first, at most 50; the pages are the whole list', async () => {
    expect(namesOf(await list())).toHaveLength(20)
    const pages = await Promise.all([0, 7, 14, 21, 28, 35].map((offset) => list({ offset, limit: 7 })))
    const all = namesOf(await list({ limit: 50 }))
    expect(pages.flatMap(namesOf)).toEqual(all)
    expect(new Set(all).size).toBe(40)
    expect(all[0]).toBe('vpn-clients')
    expect(namesOf(await list({ offset: 100 }))).toEqual([])
  })

  test('order by time or name, both ways', async () => {
    const newest = namesOf(await list({ limit: 50 }))
    expect(namesOf(await list({ limit: 50, orderField: 'createTime', orderDirection: 'asc' }))).toEqual(newest.toReversed())
    const byName = namesOf(await list({ limit: 50, orderField: 'eniName', orderDirection: 'asc' }))
    expect(byName).toEqual(newest.toSorted())
  })

  test.each<Record<string, string | number>>([
    { limit: 51 },
    { limit: 0 },
    { limit: -1 },
    { offset: -1 },
    { limit: 'many' },
    { limit: 1.5 },
    { orderField: 'color' },
    { orderDirection: 'up' },
  ])('refused: %o', async (params) => {
    for (const action of ['DescribeNetworkInterfaces', 'DescribeVpcEx', 'DescribeSubnetEx']) {
      expect(await it.cloud.call(action, params)).toMatchObject({ code: 4000, codeDesc: 'InvalidParameter' })
    }
  })

  test('a list follows what is renamed, created and deleted', async () => {
    await list({ vpcId })
    await it.cloud.call('ModifyNetworkInterface', { vpcId, networkInterfaceId: 'eni-m6dyj72l', eniName: '000' })
    expect(namesOf(await list({ vpcId, orderField: 'eniName', orderDirection: 'asc' }))[0]).toBe('000')
  })
})
