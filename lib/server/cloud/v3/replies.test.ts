import { describe, expect, it } from 'vitest'
import { toCreated, toEni, toSubnet } from './map.ts'
import { createdReply, eniItem, listReply, quotaReply, subnetItem, taskStatusReply, vpcItem } from './replies.ts'

const item = {
  NetworkInterfaceId: 'eni-m6dyj72l',
  NetworkInterfaceName: '官网前端 web-front',
  NetworkInterfaceDescription: '',
  SubnetId: 'subnet-9rv7pk2x',
  VpcId: 'vpc-7t9nf3pu',
  GroupSet: ['sg-a'],
  Primary: false,
  MacAddress: '20:90:6F:11:22:33',
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
      AddressId: 'eip-1',
      Description: 'note',
      State: 'PENDING',
    },
  ],
  Attachment: { InstanceId: 'ins-4qx1web1', DeviceIndex: 1, InstanceAccountId: '100000000001', AttachTime: '2024-01-01 00:00:00' },
  Zone: 'ap-guangzhou-3',
  CreatedTime: '2024-03-01 08:30:00',
  Ipv6AddressSet: [],
  TagSet: [{ Key: 'team', Value: 'web' }],
  EniType: 0,
  Business: 'eks',
  QosLevel: 'AU',
}

it('an ENI with everything the cloud tells', () => {
  expect(toEni(eniItem.parse(item))).toEqual({
    vpcId: 'vpc-7t9nf3pu',
    subnetId: 'subnet-9rv7pk2x',
    eniId: 'eni-m6dyj72l',
    name: '官网前端 web-front',
    description: undefined,
    isPrimary: false,
    mac: '20:90:6f:11:22:33',
    state: 'inuse',
    zone: 'ap-guangzhou-3',
    instanceId: 'ins-4qx1web1',
    securityGroups: ['sg-a'],
    tags: [{ key: 'team', value: 'web' }],
    createdAt: '2024-03-01T00:30:00.000Z',
    business: 'eks',
    qosLevel: 'AU',
    privateIps: [
      { ip: '10.0.0.4', isPrimary: true, state: 'available', qosLevel: 'DEFAULT' },
      { ip: '10.0.0.60', isPrimary: false, state: 'pending', publicIp: '119.29.51.60', eipId: 'eip-1', note: 'note' },
    ],
  })
})

it('one that says as little as the samples do', () => {
  const bare = { VpcId: 'vpc-a', SubnetId: 'subnet-a', NetworkInterfaceId: 'eni-a', PrivateIpAddressSet: null, Attachment: null, Zone: '' }
  expect(toEni(eniItem.parse(bare))).toMatchObject({ name: '', state: 'available', zone: undefined, privateIps: [], tags: [] })
})

describe('the state of an ENI, from two fields', () => {
  it.each([
    ['AVAILABLE', 'INUSE', null, 'inuse'],
    ['AVAILABLE', 'AVAILABLE', null, 'available'],
    ['AVAILABLE', undefined, { InstanceId: 'ins-a' }, 'inuse'],
    ['AVAILABLE', undefined, null, 'available'],
    [undefined, 'INUSE', null, 'inuse'],
    ['DETACHING', 'INUSE', { InstanceId: 'ins-a' }, 'detaching'],
    ['PENDING', 'PENDING', null, 'pending'],
    ['SOMETHING', 'INUSE', null, 'something'],
  ])('%s and %s with %o → %s', (State, NetworkInterfaceState, Attachment, state) => {
    expect(toEni(eniItem.parse({ ...item, State, NetworkInterfaceState, Attachment })).state).toBe(state)
  })
})

it('a list that is not there is not an empty one', () => {
  const page = listReply('VpcSet', vpcItem)
  expect(page.parse({ Response: { TotalCount: 0, VpcSet: [], RequestId: 'x' } })).toEqual({ total: 0, items: [] })
  expect(page.parse({ Response: { TotalCount: 0, VpcSet: null, RequestId: 'x' } })).toEqual({ total: 0, items: [] })
  for (const Response of [{ TotalCount: 0 }, { VpcSet: [] }, {}, undefined]) expect(page.safeParse({ Response }).success).toBe(false)
})

it('the age of addresses: one that is not told, or not a time, is left out', () => {
  const set = [
    { PrivateIpAddress: '10.0.0.4', CidrBlock: '10.0.0.0/24', PrivateIpAddressType: 'ENI', CreatedTime: '2024-03-01 08:30:00' },
    { PrivateIpAddress: '10.0.0.5', CreatedTime: '' },
    { PrivateIpAddress: '10.0.0.6', CreatedTime: '0000-00-00 00:00:00' },
  ]
  const read = createdReply.parse({ Response: { VpcPrivateIpAddressSet: set, RequestId: 'x' } })
  expect(read.flatMap(toCreated)).toEqual([{ ip: '10.0.0.4', createdAt: '2024-03-01T00:30:00.000Z' }])
  expect(createdReply.parse({ Response: { VpcPrivateIpAddressSet: null } })).toEqual([])
  expect(createdReply.safeParse({ Response: {} }).success).toBe(false)
})

it('subnets, tasks and quotas', () => {
  expect(toSubnet(subnetItem.parse({ VpcId: 'v', SubnetId: 's', CidrBlock: '10.0.0.0/24', AvailableIpAddressCount: 0 }))).toMatchObject({
    free: 0,
    total: undefined,
  })
  expect(taskStatusReply.safeParse({ Response: { Status: 'SUCCESS' } }).data?.Status).toBe('SUCCESS')
  expect(taskStatusReply.safeParse({ Response: { Status: 'DONE' } }).success).toBe(false)
  expect(quotaReply.parse({ Response: { EniQuantity: 0 } }).EniPrivateIpAddressQuantity).toBeUndefined()
})
