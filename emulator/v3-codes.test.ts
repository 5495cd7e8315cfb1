import { describe, expect, test } from 'vitest'
import { emulatorFixture } from './testing/fixture.ts'

/** What provokes each code of an action, by asking for what the cloud refuses. */

const it = emulatorFixture({ settings: { manualTasks: true } })
const eni = { NetworkInterfaceId: 'eni-m6dyj72l' }
const nobody = { NetworkInterfaceId: 'eni-00000000' }
const ips = (...all: string[]) => ({ PrivateIpAddresses: all.map((PrivateIpAddress) => ({ PrivateIpAddress })) })
const named = (name: string) => ({ NetworkInterfaceId: it.eniId(name) })
const eleven = Array.from({ length: 11 }, (_, index) => `10.0.0.${200 + index}`)
const many = (prefix: string) => Array.from({ length: 101 }, (_, index) => `${prefix}-${String(index).padStart(8, '0')}`)

type Case = [string, string, () => Record<string, unknown>]
const create = { VpcId: 'vpc-7t9nf3pu', SubnetId: 'subnet-9rv7pk2x', NetworkInterfaceName: 'n' }

const cases: Record<string, Case[]> = {
  AssignPrivateIpAddresses: [
    ['neither addresses nor a count', 'MissingParameter', () => eni],
    ['a count of 0', 'MissingParameter', () => ({ ...eni, SecondaryPrivateIpAddressCount: 0 })],
    ['no ENI', 'MissingParameter', () => ({ SecondaryPrivateIpAddressCount: 1 })],
    ['an address without its value', 'MissingParameter', () => ({ ...eni, PrivateIpAddresses: [{ Primary: false }] })],
    ['an id of another form', 'InvalidParameterValue.Malformed', () => ({ NetworkInterfaceId: 'x', SecondaryPrivateIpAddressCount: 1 })],
    ['an unknown ENI', 'ResourceNotFound', () => ({ ...nobody, SecondaryPrivateIpAddressCount: 1 })],
    ['no address at all', 'InvalidParameterValue.Malformed', () => ({ ...eni, ...ips('10.0.0') })],
    ['an address of another subnet', 'InvalidParameterValue.Range', () => ({ ...eni, ...ips('10.0.1.9') })],
    ['the gateway', 'InvalidParameterValue.Reserved', () => ({ ...eni, ...ips('10.0.0.1') })],
    ['the network address', 'InvalidParameterValue.Reserved', () => ({ ...eni, ...ips('10.0.0.0') })],
    ['the broadcast address', 'InvalidParameterValue.Reserved', () => ({ ...eni, ...ips('10.0.0.255') })],
    ['one twice', 'InvalidParameterValue.DuplicatePara', () => ({ ...eni, ...ips('10.0.0.9', '10.0.0.9') })],
    ['eleven', 'InvalidParameterValue.LimitExceeded', () => ({ ...eni, ...ips(...eleven) })],
    ['an address of an ENI', 'ResourceInUse', () => ({ ...eni, ...ips('10.0.0.61') })],
    ['an address of another product', 'ResourceInUse', () => ({ ...eni, ...ips('10.0.0.50') })],
    ['primary', 'UnsupportedOperation', () => ({ ...eni, PrivateIpAddresses: [{ PrivateIpAddress: '10.0.0.9', Primary: true }] })],
    ['more than the quota', 'LimitExceeded', () => ({ ...eni, SecondaryPrivateIpAddressCount: 29 })],
    ['an ENI at its quota', 'LimitExceeded', () => ({ ...named('cron-small-full'), SecondaryPrivateIpAddressCount: 1 })],
    ['more than the subnet has', 'ResourceInsufficient.Subnet', () => ({ ...named('lvs-01-vip'), SecondaryPrivateIpAddressCount: 2 })],
    [
      'an ENI between two states',
      'UnsupportedOperation.InvalidState',
      () => ({ ...named('stuck-creating'), SecondaryPrivateIpAddressCount: 1 }),
    ],
    [
      'a level of service that there is not',
      'InvalidParameterValue.Range',
      () => ({ ...eni, SecondaryPrivateIpAddressCount: 1, QosLevel: 'XX' }),
    ],
    [
      'a token of 65',
      'InvalidParameterValue.LimitExceeded',
      () => ({ ...eni, SecondaryPrivateIpAddressCount: 1, ClientToken: 'x'.repeat(65) }),
    ],
    ['a token in Chinese', 'InvalidParameterValue.Malformed', () => ({ ...eni, SecondaryPrivateIpAddressCount: 1, ClientToken: '令牌' })],
    ['a text as count', 'InvalidParameter', () => ({ ...eni, SecondaryPrivateIpAddressCount: '1' })],
    ['a negative count', 'InvalidParameter', () => ({ ...eni, SecondaryPrivateIpAddressCount: -1 })],
    ['half an address', 'InvalidParameter', () => ({ ...eni, SecondaryPrivateIpAddressCount: 0.5 })],
    ['addresses as texts', 'InvalidParameter', () => ({ ...eni, PrivateIpAddresses: ['10.0.0.9'] })],
    ['VpcId, which only v2 has', 'UnknownParameter', () => ({ ...eni, VpcId: 'vpc-7t9nf3pu', SecondaryPrivateIpAddressCount: 1 })],
    [
      'a field that no address has',
      'UnknownParameter',
      () => ({ ...eni, PrivateIpAddresses: [{ PrivateIpAddress: '10.0.0.9', Mask: 24 }] }),
    ],
  ],
  UnassignPrivateIpAddresses: [
    ['an address that is not on it', 'UnsupportedOperation.AttachmentNotFound', () => ({ ...eni, ...ips('10.0.0.61') })],
    ['the primary one', 'UnsupportedOperation', () => ({ ...eni, ...ips('10.0.0.4') })],
    ['one twice', 'InvalidParameterValue.DuplicatePara', () => ({ ...eni, ...ips('10.0.0.60', '10.0.0.60') })],
    ['eleven', 'InvalidParameterValue.LimitExceeded', () => ({ ...eni, ...ips(...eleven) })],
    ['no address at all', 'InvalidParameterValue.Malformed', () => ({ ...eni, ...ips('x') })],
    ['an empty list', 'MissingParameter', () => ({ ...eni, PrivateIpAddresses: [] })],
    ['an unknown ENI', 'ResourceNotFound', () => ({ ...nobody, ...ips('10.0.0.60') })],
    ['another instance', 'UnsupportedOperation.AttachmentNotFound', () => ({ ...eni, ...ips('10.0.0.60'), InstanceId: 'ins-8mz2web2' })],
  ],
  MigratePrivateIpAddress: [
    ['the primary one', 'UnsupportedOperation.PrimaryIp', () => migrate('官网前端 web-front-02', '10.0.0.4')],
    ['an address that is not on it', 'UnauthorizedOperation.AttachmentNotFound', () => migrate('官网前端 web-front-02', '10.0.0.99')],
    ['to another subnet', 'UnsupportedOperation', () => migrate('redis-session', '10.0.0.60')],
    ['to an ENI at its quota', 'LimitExceeded', () => migrate('cron-small-full', '10.0.0.60')],
    ['to nobody', 'ResourceNotFound', () => ({ ...migrate('redis-session', '10.0.0.60'), DestinationNetworkInterfaceId: 'eni-00000000' })],
    ['no address at all', 'InvalidParameterValue.Malformed', () => migrate('官网前端 web-front-02', 'x')],
    ['to itself', 'UnsupportedOperation', () => ({ ...migrate('', '10.0.0.60'), DestinationNetworkInterfaceId: 'eni-m6dyj72l' })],
  ],
  ModifyPrivateIpAddressesAttribute: [
    [
      'too long a note',
      'InvalidParameterValue.TooLong',
      () => ({ ...eni, PrivateIpAddresses: [{ PrivateIpAddress: '10.0.0.60', Description: 'x'.repeat(61) }] }),
    ],
    ['an address that is not on it', 'ResourceNotFound', () => ({ ...eni, ...ips('10.0.0.99') })],
    ['eleven', 'InvalidParameterValue.LimitExceeded', () => ({ ...eni, ...ips(...eleven) })],
    ['one that is on its way', 'UnsupportedOperation.InvalidState', () => ({ ...named('addresses-in-all-states'), ...ips('10.0.20.11') })],
    ['no address at all', 'InvalidParameterValue.Malformed', () => ({ ...eni, ...ips('x') })],
  ],
  DescribeNetworkInterfaces: [
    [
      'ids and filters',
      'InvalidParameter.Coexist',
      () => ({ NetworkInterfaceIds: ['eni-m6dyj72l'], Filters: [{ Name: 'vpc-id', Values: [] }] }),
    ],
    ['an unknown filter', 'InvalidParameter.FilterInvalidKey', () => ({ Filters: [{ Name: 'colour', Values: ['red'] }] })],
    ['a text as filter', 'InvalidParameter.FilterNotDict', () => ({ Filters: ['vpc-id'] })],
    ['one filter without a list', 'InvalidParameter.FilterNotDict', () => ({ Filters: { Name: 'vpc-id', Values: ['x'] } })],
    ['values that are no list', 'InvalidParameter.FilterValuesNotList', () => ({ Filters: [{ Name: 'vpc-id', Values: 'x' }] })],
    ['values that are no texts', 'InvalidParameter.FilterValuesNotList', () => ({ Filters: [{ Name: 'is-primary', Values: [true] }] })],
    ['a filter with one field too many', 'UnknownParameter', () => ({ Filters: [{ Name: 'vpc-id', Values: ['x'], Or: true }] })],
    ['a truth that is none', 'InvalidParameterValue.Malformed', () => ({ Filters: [{ Name: 'is-primary', Values: ['yes'] }] })],
    ['a type that is none', 'InvalidParameterValue.Range', () => ({ Filters: [{ Name: 'eni-type', Values: ['3'] }] })],
    ['101 ids', 'InvalidParameterValue.LimitExceeded', () => ({ NetworkInterfaceIds: many('eni') })],
    ['an id of another form', 'InvalidParameterValue.Malformed', () => ({ NetworkInterfaceIds: ['vpc-7t9nf3pu'] })],
    ['an unknown id', 'ResourceNotFound', () => ({ NetworkInterfaceIds: ['eni-m6dyj72l', 'eni-00000000'] })],
    ['a limit of 101', 'InvalidParameterValue.Range', () => ({ Limit: 101 })],
    ['a limit of 0', 'InvalidParameterValue.Range', () => ({ Limit: 0 })],
    ['an offset below 0', 'InvalidParameterValue.Range', () => ({ Offset: -1 })],
    ['a limit as text', 'InvalidParameter', () => ({ Limit: '20' })],
  ],
  DescribeVpcs: [
    ['ids and filters', 'InvalidParameter.Coexist', () => ({ VpcIds: ['vpc-7t9nf3pu'], Filters: [{ Name: 'vpc-id', Values: [] }] })],
    ['a limit as number', 'InvalidParameter', () => ({ Limit: 20 })],
    ['a limit of 101', 'InvalidParameterValue.Range', () => ({ Limit: '101' })],
    ['a limit that is no number', 'InvalidParameterValue.Malformed', () => ({ Limit: 'all' })],
    ['an unknown id', 'ResourceNotFound', () => ({ VpcIds: ['vpc-00000000'] })],
    ['101 ids', 'InvalidParameterValue.LimitExceeded', () => ({ VpcIds: many('vpc') })],
    ['an id of another form', 'InvalidParameterValue.Malformed', () => ({ VpcIds: ['gz_vpc_245'] })],
  ],
  DescribeSubnets: [
    ['ids and filters', 'InvalidParameter.Coexist', () => ({ SubnetIds: ['subnet-9rv7pk2x'], Filters: [{ Name: 'vpc-id', Values: [] }] })],
    ['an unknown id', 'ResourceNotFound', () => ({ SubnetIds: ['subnet-00000000'] })],
    ['101 at once', 'InvalidParameterValue.Range', () => ({ MaxResults: 101 })],
    ['a made-up NextToken', 'InvalidParameterValue.Malformed', () => ({ NextToken: 'abc' })],
  ],
  DescribeVpcTaskResult: [
    ['an unknown task', 'ResourceNotFound', () => ({ TaskId: '20569756-0000-4000-8000-000000000000' })],
    ['a number', 'InvalidParameter', () => ({ TaskId: 16284 })],
  ],
  DescribeNetworkInterfaceLimit: [
    ['an unknown instance', 'InvalidInstanceId.NotFound', () => ({ InstanceId: 'ins-00000000' })],
    ['an unknown ENI', 'ResourceNotFound', () => ({ InstanceId: 'eni-00000000' })],
    ['an id of another form', 'InvalidParameterValue.Malformed', () => ({ InstanceId: 'x' })],
  ],
  DescribeVpcPrivateIpAddresses: [
    ['101 addresses', 'InvalidParameterValue.LimitExceeded', () => ({ VpcId: 'vpc-7t9nf3pu', PrivateIpAddresses: many('a') })],
    ['no address at all', 'InvalidParameterValue.Malformed', () => ({ VpcId: 'vpc-7t9nf3pu', PrivateIpAddresses: ['x'] })],
    ['an unknown VPC', 'ResourceNotFound', () => ({ VpcId: 'vpc-00000000', PrivateIpAddresses: ['10.0.0.2'] })],
  ],
  DescribeUsedIpAddress: [
    [
      'addresses and filters',
      'InvalidParameter.Coexist',
      () => ({ VpcId: 'vpc-7t9nf3pu', IpAddresses: ['10.0.0.2'], Filters: [{ Name: 'resource-id', Values: [] }] }),
    ],
    ['a subnet of another VPC', 'InvalidParameterValue.ParameterMismatch', () => ({ VpcId: 'vpc-7t9nf3pu', SubnetId: 'subnet-7stgweb1' })],
    ['no address at all', 'InvalidParameterValue.Malformed', () => ({ VpcId: 'vpc-7t9nf3pu', IpAddresses: ['x'] })],
  ],
  CreateNetworkInterface: [
    ['too long a name, in bytes', 'InvalidParameterValue.TooLong', () => ({ ...create, NetworkInterfaceName: '网'.repeat(21) })],
    ['too long a description', 'InvalidParameterValue.TooLong', () => ({ ...create, NetworkInterfaceDescription: 'x'.repeat(61) })],
    ['a taken address', 'ResourceInUse', () => ({ ...create, ...ips('10.0.0.2') })],
    ['an address of another subnet', 'InvalidParameterValue.Range', () => ({ ...create, ...ips('10.0.1.9') })],
    ['an unknown subnet', 'ResourceNotFound', () => ({ ...create, SubnetId: 'subnet-00000000' })],
    ['more addresses than an ENI may have', 'LimitExceeded', () => ({ ...create, SecondaryPrivateIpAddressCount: 30 })],
    ['a full subnet', 'ResourceInsufficient.Subnet', () => ({ ...create, SubnetId: 'subnet-4lbtn28q', SecondaryPrivateIpAddressCount: 1 })],
  ],
  AttachNetworkInterface: [
    ['one that is attached', 'UnsupportedOperation.AttachmentAlreadyExists', () => ({ ...eni, InstanceId: 'ins-4qx1web1' })],
    ['in another zone', 'UnsupportedOperation.ZoneMismatch', () => ({ ...named('spare-web-备用'), InstanceId: 'ins-2dbmast1' })],
    ['in another VPC', 'UnsupportedOperation.VpcMismatch', () => ({ ...named('spare-web-备用'), InstanceId: 'ins-4stgpay1' })],
    ['to nobody', 'ResourceNotFound', () => ({ ...named('spare-web-备用'), InstanceId: 'ins-00000000' })],
    ['more cards than an instance may have', 'LimitExceeded', () => ({ ...named('spare-web-备用'), InstanceId: 'ins-1tiny1c0' })],
    [
      'as an extended card',
      'UnsupportedOperation.UnsupportedInstanceFamily',
      () => ({ ...named('spare-web-备用'), InstanceId: 'ins-4qx1web1', AttachType: 1 }),
    ],
    ['one between two states', 'UnsupportedOperation.InvalidState', () => ({ ...named('stuck-creating'), InstanceId: 'ins-9k8snod1' })],
  ],
  DetachNetworkInterface: [
    ['one that is not attached', 'ResourceNotFound', () => ({ ...named('spare-web-备用'), InstanceId: 'ins-4qx1web1' })],
    ['the instance’s first card', 'UnsupportedOperation', () => ({ ...named('Primary ENI'), InstanceId: 'ins-4qx1web1' })],
  ],
  DeleteNetworkInterface: [
    ['one that is attached', 'ResourceInUse', () => eni],
    ['nobody', 'ResourceNotFound', () => nobody],
    ['one between two states', 'UnsupportedOperation.InvalidState', () => named('stuck-deleting')],
  ],
  ModifyNetworkInterfaceAttribute: [
    ['too long a name', 'InvalidParameterValue.TooLong', () => ({ ...eni, NetworkInterfaceName: 'x'.repeat(61) })],
    ['nobody', 'ResourceNotFound', () => ({ ...nobody, NetworkInterfaceName: 'x' })],
  ],
}

const migrate = (to: string, ip: string) => ({
  SourceNetworkInterfaceId: 'eni-m6dyj72l',
  DestinationNetworkInterfaceId: it.eniId(to) === '' ? 'eni-00000000' : it.eniId(to),
  PrivateIpAddress: ip,
})

describe.each(Object.keys(cases))('%s', (action) => {
  test.each(cases[action] ?? [])('%s: %s', async (_, code, params) => {
    const before = JSON.stringify(it.emulator.cloud.snapshot())
    expect(await it.v3.code(action, params())).toBe(code)
    expect(it.emulator.cloud.ledger.rows()).toMatchObject([{ api: 'v3', action, verdict: 'refused', code, effect: null }])
    expect(JSON.stringify(it.emulator.cloud.snapshot())).toBe(before)
  })
})

const add = { ...eni, SecondaryPrivateIpAddressCount: 1 }

test('a second change while a task runs', async () => {
  expect(await it.v3.code('AssignPrivateIpAddresses', add)).toBeUndefined()
  const busy = 'UnsupportedOperation.MutexOperationTaskRunning'
  expect(await it.v3.code('AssignPrivateIpAddresses', add)).toBe(busy)
  expect(await it.v3.code('UnassignPrivateIpAddresses', { ...eni, ...ips('10.0.0.60') })).toBe(busy)
  expect(await it.v3.code('MigratePrivateIpAddress', migrate('官网前端 web-front-02', '10.0.0.60'))).toBe(busy)
  expect(await it.v3.code('DetachNetworkInterface', { ...eni, InstanceId: 'ins-4qx1web1' })).toBe('UnsupportedOperation.InvalidState')
  await it.control.finishTasks()
  expect(await it.v3.code('AssignPrivateIpAddresses', add)).toBeUndefined()
})

test('a task that failed says so, and one that was never asked for is unknown in another region', async () => {
  const { RequestId: TaskId } = await it.v3.call('AssignPrivateIpAddresses', add)
  await it.control.finishTasks({ plan: 'failed' })
  expect(await it.v3.call('DescribeVpcTaskResult', { TaskId })).toMatchObject({ Status: 'FAILED' })
  expect(await it.v3.code('DescribeVpcTaskResult', { TaskId }, { region: 'ap-shanghai' })).toBe('ResourceNotFound')
})

test('any code can be provoked, with the official text in Chinese where there is one', async () => {
  for (const [code, text] of [
    ['LimitExceeded.ActionLimited', '接口请求次数超过限频。'],
    ['InternalError.ModuleError', 'told to fail'],
    ['UnsupportedOperation.ResourceMismatch', '输入的资源ID与IP绑定的资源不匹配，请检查。'],
  ]) {
    await it.control.failNext({ code: code ?? '' })
    const headers = { 'X-TC-Language': 'zh-CN' }
    expect((await it.v3.call('AssignPrivateIpAddresses', add, { headers })).Error).toEqual({ Code: code, Message: text })
  }
})
