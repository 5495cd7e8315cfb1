import { expect, test } from 'vitest'
import { emulatorFixture } from './testing/fixture.ts'

const it = emulatorFixture({ settings: { manualTasks: true } })
const vpcId = 'vpc-7t9nf3pu'
const front = { vpcId, networkInterfaceId: 'eni-m6dyj72l' }
const ok = { code: 0, message: '', codeDesc: 'Success', data: { taskId: expect.any(Number) } }
const call = (action: string, params: Record<string, string | number>) => it.cloud.call(action, params)
const lastRow = async () => (await it.control.ledger()).at(-1)

test('release: DELETING until the task ends, then gone and free again', async () => {
  expect(await call('UnassignPrivateIpAddresses', { ...front, 'privateIpAddress.0': '10.0.0.60' })).toEqual(ok)
  expect(it.addresses('eni-m6dyj72l')).toEqual(['10.0.0.4 AVAILABLE', '10.0.0.60 DELETING'])
  expect(await lastRow()).toMatchObject({ effect: { eniId: 'eni-m6dyj72l', added: [], removed: ['10.0.0.60'], moved: [] } })
  await it.control.finishTasks()
  expect(it.addresses('eni-m6dyj72l')).toEqual(['10.0.0.4 AVAILABLE'])
  const again = { 'privateIpAddressSet.0.privateIpAddress': '10.0.0.60', 'privateIpAddressSet.0.primary': 'false' }
  expect(await call('AssignPrivateIpAddresses', { ...front, ...again })).toEqual(ok)
  // Its EIP went with the release.
  expect(await it.control.state()).toMatchObject({
    enis: expect.arrayContaining([
      expect.objectContaining({
        eniId: 'eni-m6dyj72l',
        addresses: [expect.anything(), expect.objectContaining({ ip: '10.0.0.60', eipId: '' })],
      }),
    ]),
  })
})

test.each([
  ['the primary one', '10.0.0.4', 'InvalidPrivateip.IsPrimary'],
  ['not on this ENI', '10.0.0.61', 'InvalidParameter'],
  ['malformed', 'x', 'InvalidParameter'],
])('release refused: %s', async (_, ip, codeDesc) => {
  expect(await call('UnassignPrivateIpAddresses', { ...front, 'privateIpAddress.0': ip })).toMatchObject({ codeDesc })
})

test('release refused: none named, the same twice, busy', async () => {
  expect(await call('UnassignPrivateIpAddresses', front)).toMatchObject({ code: 4000 })
  expect(
    await call('UnassignPrivateIpAddresses', { ...front, 'privateIpAddress.0': '10.0.0.60', 'privateIpAddress.1': '10.0.0.60' }),
  ).toMatchObject({ code: 4000 })
  await call('AssignPrivateIpAddresses', { ...front, secondaryPrivateIpAddressCount: 1 })
  expect(await call('UnassignPrivateIpAddresses', { ...front, 'privateIpAddress.0': '10.0.0.60' })).toMatchObject({
    codeDesc: 'ActionLocked',
  })
})

const move = (ip: string, from: string, to: string) =>
  call('MigratePrivateIpAddress', { vpcId, privateIpAddress: ip, oldNetworkInterfaceId: from, newNetworkInterfaceId: to })

test('move: MIGRATING on its source, then on the other ENI with its EIP and note', async () => {
  const to = it.eniId('官网前端 web-front-02')
  expect(await move('10.0.0.60', 'eni-m6dyj72l', to)).toEqual(ok)
  expect(it.addresses('eni-m6dyj72l')).toEqual(['10.0.0.4 AVAILABLE', '10.0.0.60 MIGRATING'])
  expect(await lastRow()).toMatchObject({ effect: { eniId: 'eni-m6dyj72l', moved: [{ ip: '10.0.0.60', toEniId: to }] } })
  // Both ENIs are busy.
  expect(await call('AssignPrivateIpAddresses', { vpcId, networkInterfaceId: to, secondaryPrivateIpAddressCount: 1 })).toMatchObject({
    codeDesc: 'ActionLocked',
  })
  await it.control.finishTasks()
  expect(it.addresses('eni-m6dyj72l')).toEqual(['10.0.0.4 AVAILABLE'])
  const moved = it.emulator.cloud.world.enis.get(to)?.addresses.at(-1)
  expect(moved).toMatchObject({ ip: '10.0.0.60', state: 'AVAILABLE', publicIp: '119.29.51.60', description: '活动页专用' })
})

test('move refused: primary, not there, other subnet, itself, full, unknown ENI', async () => {
  const to = it.eniId('官网前端 web-front-02')
  expect(await move('10.0.0.4', 'eni-m6dyj72l', to)).toMatchObject({ codeDesc: 'InvalidPrivateip.IsPrimary' })
  expect(await move('10.0.0.99', 'eni-m6dyj72l', to)).toMatchObject({ code: 4000 })
  expect(await move('10.0.0.60', 'eni-m6dyj72l', it.eniId('redis-session'))).toMatchObject({ code: 4000 })
  expect(await move('10.0.0.60', 'eni-m6dyj72l', 'eni-m6dyj72l')).toMatchObject({ code: 4000 })
  expect(await move('10.0.0.60', 'eni-m6dyj72l', it.eniId('cron-small-full'))).toMatchObject({ codeDesc: 'LimitExceeded' })
  expect(await move('10.0.0.60', 'eni-m6dyj72l', 'eni-00000000')).toMatchObject({ codeDesc: 'InvalidNetworkInterface.NotFound' })
})

const web = { vpcId, subnetId: 'subnet-9rv7pk2x' }

test('create: PENDING, then available; the lowest free address becomes primary', async () => {
  expect(
    await call('CreateNetworkInterface', { ...web, eniName: '新网卡', secondaryPrivateIpAddressCount: 2, 'sgIds.0': 'sg-1dd51dqa' }),
  ).toEqual(ok)
  expect(it.addresses('新网卡')).toEqual(['10.0.0.5 PENDING', '10.0.0.6 PENDING', '10.0.0.7 PENDING'])
  await it.control.finishTasks()
  const reply = await call('DescribeNetworkInterfaces', { vpcId, eniName: '新网卡' })
  expect(reply).toMatchObject({
    data: {
      totalNum: 1,
      data: [
        {
          primary: false,
          eniName: '新网卡',
          instanceSet: { instanceId: '' },
          groupSet: [{ sgId: 'sg-1dd51dqa', sgName: 'web-public-443' }],
          privateIpAddressesSet: [{ privateIpAddress: '10.0.0.5', primary: true }, { primary: false }, { primary: false }],
        },
      ],
    },
  })
})

test('create with a chosen primary address', async () => {
  const rows = {
    'privateIpAddressSet.0.privateIpAddress': '10.0.0.20',
    'privateIpAddressSet.0.primary': 'false',
    'privateIpAddressSet.1.privateIpAddress': '10.0.0.21',
    'privateIpAddressSet.1.primary': 'true',
  }
  expect(await call('CreateNetworkInterface', { ...web, eniName: 'chosen', ...rows })).toEqual(ok)
  expect(it.addresses('chosen')).toEqual(['10.0.0.21 PENDING', '10.0.0.20 PENDING'])
  expect(await call('CreateNetworkInterface', { ...web, eniName: 'two', ...rows, 'privateIpAddressSet.0.primary': 'true' })).toMatchObject({
    code: 4000,
  })
})

test.each([
  ['no name', { eniName: '' }, 'InvalidParameter'],
  ['61 characters', { eniName: '网'.repeat(61) }, 'InvalidNetworkInterfaceName'],
  ['name taken', { eniName: 'redis-session' }, 'InvalidNetworkInterface.InUse'],
  ['unknown subnet', { eniName: 'n', subnetId: 'subnet-00000000' }, 'InvalidSubnet.NotFound'],
  ['subnet of another VPC', { eniName: 'n', subnetId: 'subnet-7stgweb1' }, 'InvalidSubnet.NotFound'],
  ['unknown VPC', { eniName: 'n', vpcId: 'vpc-00000000' }, 'InvalidVpc.NotFound'],
  ['full subnet', { eniName: 'n', subnetId: 'subnet-4lbtn28q', secondaryPrivateIpAddressCount: 1 }, 'ResourceInsufficient'],
  ['too many addresses', { eniName: 'n', secondaryPrivateIpAddressCount: 30 }, 'LimitExceeded'],
  ['description of 61', { eniName: 'n', eniDescription: 'x'.repeat(61) }, 'InvalidParameter'],
])('create refused: %s', async (_, params: Record<string, string | number>, codeDesc) => {
  expect(await call('CreateNetworkInterface', { ...web, ...params })).toMatchObject({ codeDesc })
})

test('create refused: the VPC has all its ENIs', async () => {
  await it.control.settings({ enisPerVpcMax: 10 })
  expect(await call('CreateNetworkInterface', { ...web, eniName: 'n' })).toMatchObject({ codeDesc: 'NetworkInterfaceLimitExceeded' })
})

test('attach and detach; EIPs are unbound by a detach', async () => {
  const spare = { vpcId, networkInterfaceId: it.eniId('spare-web-备用') }
  expect(await call('AttachNetworkInterface', { ...spare, instanceId: 'ins-6lbnode1' })).toEqual(ok)
  expect(it.emulator.cloud.world.enis.get(spare.networkInterfaceId)?.state).toBe('ATTACHING')
  await it.control.finishTasks()
  expect(await call('DescribeNetworkInterfaces', { instanceId: 'ins-6lbnode1' })).toMatchObject({ data: { totalNum: 2 } })
  expect(await call('AttachNetworkInterface', { ...spare, instanceId: 'ins-6lbnode1' })).toMatchObject({
    codeDesc: 'InvalidNetworkInterface.AlreadyAssociated',
  })
  expect(await call('DetachNetworkInterface', { ...spare, instanceId: 'ins-7lbnode2' })).toMatchObject({
    codeDesc: 'InvalidNetworkInterface.NotAttached',
  })
  expect(await call('DetachNetworkInterface', { ...front, instanceId: 'ins-4qx1web1' })).toEqual(ok)
  await it.control.finishTasks()
  expect(it.emulator.cloud.world.enis.get('eni-m6dyj72l')).toMatchObject({
    state: 'AVAILABLE',
    instanceId: null,
    addresses: [{}, { ip: '10.0.0.60', eipId: '', publicIp: '' }],
  })
})

test('attach refused: unknown instance, other VPC, other zone, too many cards, too many addresses', async () => {
  const spare = { vpcId, networkInterfaceId: it.eniId('spare-web-备用') }
  const attach = (instanceId: string, eni: Record<string, string> = spare) => call('AttachNetworkInterface', { ...eni, instanceId })
  expect(await attach('ins-00000000')).toMatchObject({ codeDesc: 'InvalidInstance.NotFound' })
  expect(await attach('ins-4stgpay1')).toMatchObject({ codeDesc: 'InvalidInstance.NotFound' })
  expect(await attach('ins-2dbmast1')).toMatchObject({ code: 4000 })
  // One core: two cards, and it has two.
  expect(await attach('ins-1tiny1c0')).toMatchObject({ codeDesc: 'LimitExceeded' })
  await call('AssignPrivateIpAddresses', { ...spare, secondaryPrivateIpAddressCount: 10 })
  await it.control.finishTasks()
  // Four cores: ten addresses a card, and it has eleven.
  expect(await attach('ins-3kd7gate')).toMatchObject({ codeDesc: 'LimitExceeded' })
})

test('the first card of an instance stays', async () => {
  const first = { vpcId, networkInterfaceId: it.eniId('Primary ENI') }
  expect(await call('DetachNetworkInterface', { ...first, instanceId: 'ins-4qx1web1' })).toMatchObject({ code: 4000 })
})

test('delete: not while attached; its addresses are free afterwards', async () => {
  expect(await call('DeleteNetworkInterface', front)).toMatchObject({ codeDesc: 'InvalidNetworkInterface.CanNotDelete' })
  const spare = { vpcId, networkInterfaceId: it.eniId('spare-web-备用') }
  expect(await call('DeleteNetworkInterface', spare)).toEqual(ok)
  expect(it.addresses(spare.networkInterfaceId)).toEqual(['10.0.0.90 DELETING'])
  await it.control.finishTasks()
  expect(await call('DescribeNetworkInterfaces', spare)).toMatchObject({ codeDesc: 'InvalidNetworkInterface.NotFound' })
  expect(
    await call('AssignPrivateIpAddresses', {
      ...front,
      'privateIpAddressSet.0.privateIpAddress': '10.0.0.90',
      'privateIpAddressSet.0.primary': 0,
    }),
  ).toEqual(ok)
})

test('rename takes effect at once, without a task', async () => {
  expect(await call('ModifyNetworkInterface', { ...front, eniName: '新名字' })).toEqual({ code: 0, message: '', codeDesc: 'Success' })
  expect(await call('DescribeNetworkInterfaces', { vpcId, eniName: '新名字' })).toMatchObject({ data: { totalNum: 1 } })
  expect(await call('ModifyNetworkInterface', { ...front, eniName: 'redis-session' })).toMatchObject({
    codeDesc: 'InvalidNetworkInterface.InUse',
  })
})

test.each([
  ['assign', 'AssignPrivateIpAddresses', { ...front, secondaryPrivateIpAddressCount: 2 }],
  ['release', 'UnassignPrivateIpAddresses', { ...front, 'privateIpAddress.0': '10.0.0.60' }],
  [
    'move',
    'MigratePrivateIpAddress',
    { vpcId, privateIpAddress: '10.0.0.60', oldNetworkInterfaceId: 'eni-m6dyj72l', newNetworkInterfaceId: '官网前端 web-front-02' },
  ],
  ['create', 'CreateNetworkInterface', { ...web, eniName: 'new' }],
  ['delete', 'DeleteNetworkInterface', { vpcId, networkInterfaceId: 'spare-web-备用' }],
  ['attach', 'AttachNetworkInterface', { vpcId, networkInterfaceId: 'spare-web-备用', instanceId: 'ins-6lbnode1' }],
  ['detach', 'DetachNetworkInterface', { ...front, instanceId: 'ins-4qx1web1' }],
])('a failed task leaves everything as it was: %s', async (_, action, params: Record<string, string | number>) => {
  const { tasks: _before, nextTaskId: _next, ...before } = await it.control.state()
  const named = Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? it.eniId(value) || value : value])
  await it.control.fault({ kind: 'task', plan: { end: 'failed' } })
  expect(await call(action, Object.fromEntries(named))).toEqual(ok)
  expect(await it.control.state()).not.toMatchObject(before)
  await it.control.finishTasks()
  expect(await call('DescribeVpcTaskResult', { taskId: 16284 })).toMatchObject({ data: { status: 1 } })
  expect(await it.control.state()).toMatchObject(before)
})
