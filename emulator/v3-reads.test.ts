import { describe, expect, test } from 'vitest'
import { emulatorFixture } from './testing/fixture.ts'

const it = emulatorFixture({ settings: { manualTasks: true } })
type Row = Record<string, unknown>
const filters = (...all: [string, string[]][]) => ({ Filters: all.map(([Name, Values]) => ({ Name, Values })) })
const list = async (action: string, set: string, key: string, params: Row, region?: string) => {
  const reply = await it.v3.call(action, params, { region })
  // The set of a list is an array of objects.
  return { total: reply.TotalCount, found: (reply[set] as Row[]).map((row) => row[key]) }
}
const enis = (params: Row, region?: string) =>
  list('DescribeNetworkInterfaces', 'NetworkInterfaceSet', 'NetworkInterfaceName', params, region)
const vpcs = (params: Row) => list('DescribeVpcs', 'VpcSet', 'VpcId', params)
const subnets = (params: Row) => list('DescribeSubnets', 'SubnetSet', 'SubnetId', params)
const vpcId = 'vpc-7t9nf3pu'

describe('DescribeNetworkInterfaces', () => {
  test('an ENI, field by field', async () => {
    const reply = await it.v3.call('DescribeNetworkInterfaces', { NetworkInterfaceIds: ['eni-m6dyj72l'] })
    expect(reply).toEqual({
      TotalCount: 1,
      RequestId: expect.any(String),
      NetworkInterfaceSet: [
        {
          NetworkInterfaceId: 'eni-m6dyj72l',
          NetworkInterfaceName: '官网前端 web-front',
          NetworkInterfaceDescription: '官网与下单页面',
          SubnetId: 'subnet-9rv7pk2x',
          VpcId: vpcId,
          GroupSet: ['sg-7dbonly3'],
          Primary: false,
          MacAddress: expect.stringMatching(/^20:90:6F(:[0-9A-F]{2}){3}$/),
          State: 'AVAILABLE',
          NetworkInterfaceState: 'INUSE',
          PrivateIpAddressSet: [
            {
              PrivateIpAddress: '10.0.0.4',
              Primary: true,
              PublicIpAddress: '',
              AddressId: '',
              Description: '',
              IsWanIpBlocked: false,
              State: 'AVAILABLE',
              QosLevel: 'DEFAULT',
            },
            {
              PrivateIpAddress: '10.0.0.60',
              Primary: false,
              PublicIpAddress: '119.29.51.60',
              AddressId: expect.stringMatching(/^eip-/),
              Description: '活动页专用',
              IsWanIpBlocked: false,
              State: 'AVAILABLE',
              QosLevel: 'DEFAULT',
            },
          ],
          Attachment: {
            InstanceId: 'ins-4qx1web1',
            DeviceIndex: 1,
            InstanceAccountId: '100000000001',
            AttachTime: '2024-03-13 09:42:02',
          },
          Zone: 'ap-guangzhou-3',
          CreatedTime: '2024-03-13 09:32:02',
          Ipv6AddressSet: [],
          TagSet: [
            { Key: 'env', Value: 'prod' },
            { Key: '部门', Value: '电商平台' },
          ],
          EniType: 0,
          Business: 'cvm',
          CdcId: '',
          AttachType: 0,
          ResourceId: '',
          QosLevel: 'DEFAULT',
        },
      ],
    })
  })

  test.each([
    ['nothing asked: those of the region', {}, 40],
    ['a VPC', filters(['vpc-id', [vpcId]]), 30],
    ['two VPCs', filters(['vpc-id', [vpcId, 'vpc-9k3office']]), 35],
    ['a VPC of another region', filters(['vpc-id', ['vpc-2x8drsha']]), 0],
    ['a VPC that is not there', filters(['vpc-id', ['vpc-00000000']]), 0],
    ['a subnet', filters(['subnet-id', ['subnet-4lbtn28q']]), 2],
    ['an id', filters(['network-interface-id', ['eni-m6dyj72l', 'eni-00000000']]), 1],
    ['an instance', filters(['attachment.instance-id', ['ins-4qx1web1']]), 2],
    ['a security group and a subnet', filters(['groups.security-group-id', ['sg-lb62wxw9']], ['subnet-id', ['subnet-4lbtn28q']]), 1],
    ['part of a name', filters(['network-interface-name', ['官网前端']]), 2],
    ['part of a description', filters(['network-interface-description', ['主备']]), 1],
    ['first cards', filters(['is-primary', ['TRUE']], ['vpc-id', [vpcId]]), 8],
    ['first cards in small letters', filters(['is-primary', ['true']], ['vpc-id', [vpcId]]), 8],
    ['others', filters(['is-primary', ['false']], ['vpc-id', [vpcId]]), 22],
    ['both', filters(['is-primary', ['TRUE', 'FALSE']], ['vpc-id', [vpcId]]), 30],
    ['primary by type', filters(['eni-type', ['1']], ['vpc-id', [vpcId]]), 8],
    ['secondary by type', filters(['eni-type', ['0']], ['vpc-id', [vpcId]]), 22],
    ['trunks', filters(['eni-type', ['2']]), 0],
    ['a level of service', filters(['eni-qos', ['DEFAULT']], ['vpc-id', [vpcId]]), 30],
    ['a tag’s key', filters(['tag-key', ['部门']]), 3],
    ['a tag', filters(['tag:部门', ['电商平台']]), 2],
    ['a tag with two values', filters(['tag:部门', ['电商平台', '快递事业部']]), 3],
    ['a tag with two values and another', filters(['tag:部门', ['电商平台']], ['tag:env', ['staging']]), 0],
    ['a public address', filters(['public-address-ip', ['119.29.51.60', '119.29.51.62']]), 2],
    ['IPv6, which is not here', filters(['address-ipv6', ['2402:4e00::1']]), 0],
    ['no protection', filters(['termination-protection', ['false']], ['traffic-protection', ['FALSE']], ['vpc-id', [vpcId]]), 30],
    ['no values', filters(['vpc-id', []]), 0],
    ['an empty list of filters', { Filters: [] }, 40],
    ['an empty list of ids beside filters', { NetworkInterfaceIds: [], ...filters(['vpc-id', [vpcId]]) }, 30],
  ] satisfies [string, Row, number][])('%s', async (_, params, total) => {
    expect((await enis(params)).total).toBe(total)
  })

  test.each([
    ['one value: the end of an address', filters(['address-ip', ['.60']]), ['官网前端 web-front']],
    ['one value that the addresses of two ENIs end with', filters(['address-ip', ['0.0.0.4']]), ['stg-pay-front', '官网前端 web-front']],
    ['one value, whole: each VPC may have it', filters(['address-ip', ['10.0.0.2']]), ['stg-pay-1', 'Primary ENI']],
    ['the beginning of an address is not enough', filters(['address-ip', ['10.0.0.']]), []],
    ['several: exactly', filters(['address-ip', ['10.0.0.60', '.61']]), ['官网前端 web-front']],
    ['one, exactly', filters(['address-ip', ['.60']], ['ip-exact-match', ['true']]), []],
    ['one, exactly, whole', filters(['address-ip', ['10.0.0.60']], ['ip-exact-match', ['TRUE']]), ['官网前端 web-front']],
    [
      'of several only the first, exactly',
      filters(['address-ip', ['10.0.0.60', '10.0.0.61']], ['ip-exact-match', ['true']]),
      ['官网前端 web-front'],
    ],
    ['ip-exact-match of false changes nothing', filters(['ip-exact-match', ['false']], ['address-ip', ['.60']]), ['官网前端 web-front']],
  ] satisfies [string, Row, string[]][])('address-ip, %s', async (_, params, found) => {
    expect((await enis(params)).found).toEqual(found)
  })

  test('newest first, page by page, up to 100 at once', async () => {
    const { found: all } = await enis({ Limit: 100 })
    expect(all).toHaveLength(40)
    expect((await enis({})).found).toEqual(all.slice(0, 20))
    expect((await enis({ Offset: 30, Limit: 20 })).found).toEqual(all.slice(30))
    expect((await enis({ Offset: 500 })).found).toEqual([])
  })

  test('unknown ids are an error, or left out where that is set: users met both', async () => {
    const params = { NetworkInterfaceIds: ['eni-00000000', 'eni-m6dyj72l'] }
    expect(await it.v3.code('DescribeNetworkInterfaces', params)).toBe('ResourceNotFound')
    await it.control.settings({ v3UnknownIdsEmpty: true })
    expect((await enis(params)).found).toEqual(['官网前端 web-front'])
    expect((await enis({ NetworkInterfaceIds: ['eni-00000000'] })).total).toBe(0)
  })

  test('ENIs of a container service say so', async () => {
    const reply = await it.v3.call('DescribeNetworkInterfaces', filters(['tag:tke-cluster', ['cls-9cz2b1xw']]))
    expect(reply).toMatchObject({ TotalCount: 4, NetworkInterfaceSet: Array.from({ length: 4 }, () => ({ Business: 'eks' })) })
  })

  test('states of ENIs and of addresses', async () => {
    const reply = await it.v3.call('DescribeNetworkInterfaces', {
      NetworkInterfaceIds: ['stuck-detaching', 'addresses-in-all-states'].map(it.eniId),
    })
    expect(reply.NetworkInterfaceSet).toMatchObject([
      { State: 'DETACHING', NetworkInterfaceState: 'DETACHING', Attachment: { InstanceId: 'ins-0k8snod2' } },
      {
        State: 'AVAILABLE',
        NetworkInterfaceState: 'AVAILABLE',
        Attachment: null,
        PrivateIpAddressSet: [{ State: 'AVAILABLE' }, { State: 'PENDING' }, { State: 'MIGRATING' }, { State: 'DELETING' }],
      },
    ])
  })
})

describe('DescribeVpcs', () => {
  test.each([
    ['all', {}, ['vpc-9k3office', 'vpc-5c2mstg1', vpcId]],
    ['by ids, in the order of the list', { VpcIds: [vpcId, 'vpc-9k3office'] }, ['vpc-9k3office', vpcId]],
    ['part of a name', filters(['vpc-name', ['核心', 'pay']]), ['vpc-5c2mstg1', vpcId]],
    ['the default one', filters(['is-default', ['TRUE']]), [vpcId]],
    ['a CIDR and an id', filters(['cidr-block', ['10.0.0.0/16']], ['vpc-id', ['vpc-5c2mstg1']]), ['vpc-5c2mstg1']],
    ['a tag', filters(['tag-key', ['env']]), []],
    ['IPv6', filters(['ipv6-cidr-block', ['2402::/56']]), []],
    ['a page, in strings', { Offset: '1', Limit: '1' }, ['vpc-5c2mstg1']],
  ] satisfies [string, Row, string[]][])('%s', async (_, params, found) => {
    expect((await vpcs(params)).found).toEqual(found)
  })
})

describe('DescribeSubnets', () => {
  test.each([
    ['a VPC', filters(['vpc-id', ['vpc-5c2mstg1']]), ['subnet-3stgapp2', 'subnet-7stgweb1']],
    ['a CIDR', filters(['cidr-block', ['10.0.0.0/24']]), ['subnet-7stgweb1', 'subnet-9rv7pk2x']],
    ['a zone and part of a name', filters(['zone', ['ap-guangzhou-4']], ['subnet-name', ['db']]), ['subnet-n3db6m1w']],
    ['an id', filters(['subnet-id', ['subnet-9rv7pk2x']]), ['subnet-9rv7pk2x']],
    ['the default one', filters(['is-default', ['true']]), ['subnet-9rv7pk2x']],
    ['not of a dedicated cluster', filters(['is-cdc-subnet', ['0']], ['vpc-id', ['vpc-5c2mstg1']]), ['subnet-3stgapp2', 'subnet-7stgweb1']],
    ['no pool of addresses for SNAT', filters(['is-remote-vpc-snat', ['TRUE']]), []],
  ] satisfies [string, Row, string[]][])('%s', async (_, params, found) => {
    expect((await subnets(params)).found).toEqual(found)
  })

  test('with MaxResults and NextToken, to the last page', async () => {
    const found: unknown[] = []
    let NextToken: unknown
    do {
      const reply = await it.v3.call('DescribeSubnets', { MaxResults: 3, ...(NextToken === undefined ? {} : { NextToken }) })
      // The set of a list is an array of objects.
      found.push(...(reply.SubnetSet as Row[]).map((row) => row.SubnetId))
      NextToken = reply.NextToken
    } while (NextToken !== '')
    expect(found).toEqual((await subnets({})).found)
    const { NextToken: token } = await it.v3.call('DescribeSubnets', { MaxResults: 3 })
    await it.control.clock({ advance: 25 * 3_600_000 })
    expect(await it.v3.code('DescribeSubnets', { MaxResults: 3, NextToken: token })).toBe('InvalidParameterValue.Malformed')
  })

  test('free addresses count down', async () => {
    const free = async () => (await it.v3.call('DescribeSubnets', { SubnetIds: ['subnet-9rv7pk2x'] })).SubnetSet
    expect(await free()).toMatchObject([{ TotalIpAddressCount: 253, AvailableIpAddressCount: 225 }])
    await it.v3.call('AssignPrivateIpAddresses', { NetworkInterfaceId: 'eni-m6dyj72l', SecondaryPrivateIpAddressCount: 3 })
    expect(await free()).toMatchObject([{ AvailableIpAddressCount: 222 }])
  })
})

test('used addresses, by filter and by name', async () => {
  const used = (params: Row) => list('DescribeUsedIpAddress', 'IpAddressStates', 'IpAddress', { VpcId: vpcId, ...params })
  expect((await used(filters(['resource-id', ['cls-9cz2b1xw-reserved']]))).found).toEqual(['10.0.16.2', '10.0.16.3'])
  expect((await used(filters(['ip-addresses', ['10.0.0.4', '10.0.0.5']]))).found).toEqual(['10.0.0.4'])
  expect((await used({ IpAddresses: ['10.0.0.50', '10.0.0.5', '10.0.0.4'] })).found).toEqual(['10.0.0.50', '10.0.0.4'])
  expect((await used({ SubnetId: 'subnet-n3db6m1w', IpAddresses: ['10.0.0.4', '10.0.2.100'] })).found).toEqual(['10.0.2.100'])
  expect((await used({ Limit: 2, Offset: 1 })).found).toEqual(['10.0.0.3', '10.0.0.4'])
})
