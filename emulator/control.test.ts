import { expect, test } from 'vitest'
import { createControl } from './control.ts'
import { emulatorFixture } from './testing/fixture.ts'

const it = emulatorFixture()
const vpcId = 'vpc-7t9nf3pu'
const explicit = {
  vpcId,
  networkInterfaceId: 'eni-m6dyj72l',
  'privateIpAddressSet.0.privateIpAddress': '10.0.0.9',
  'privateIpAddressSet.0.primary': 'false',
}

test('nothing without the token, and nothing on the cloud’s own port', async () => {
  await expect(createControl({ ...it.emulator, controlToken: 'wrong' }).state()).rejects.toThrow('401')
  expect((await fetch(`${it.emulator.control}/_control/ledger`)).status).toBe(401)
  const reply = await fetch(`${it.emulator.listening}/_control/ledger`, {
    headers: { Authorization: `Bearer ${it.emulator.controlToken}` },
  })
  expect(reply.status).toBe(404)
})

test('an unknown verb and a wrong body are errors', async () => {
  const post = (verb: string, body: string) =>
    fetch(`${it.emulator.control}/_control/${verb}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${it.emulator.controlToken}` },
      body,
    })
  expect((await post('nonsense', '{}')).status).toBe(404)
  expect((await post('fault', '{"kind":"earthquake"}')).status).toBe(400)
  expect((await post('fault', 'not json')).status).toBe(400)
  expect((await post('seed', '{"vpcs":[]}')).status).toBe(400)
  expect((await post('settings', '{"taskMs":"soon"}')).status).toBe(400)
})

test('seed takes what state returns, running tasks included', async () => {
  await it.cloud.call('AssignPrivateIpAddresses', explicit)
  const state = await it.control.state()
  await it.control.reset()
  expect(await it.control.state()).not.toEqual(state)
  await it.control.seed(state)
  expect(await it.control.state()).toEqual(state)
  await it.control.finishTasks()
  expect(it.addresses('eni-m6dyj72l')).toContain('10.0.0.9 AVAILABLE')
})

test('a seed that contradicts itself is refused, and the world stays', async () => {
  const state = await it.control.state()
  const twice = { ...state, held: [...state.held, { vpcId, ip: '10.0.0.2', resourceType: 'CFS', resourceId: 'cfs-1', createdAt: 0 }] }
  await expect(it.control.seed(twice)).rejects.toThrow('10.0.0.2 is taken')
  expect(await it.control.state()).toEqual(state)
})

test('reset: world, ledger, clock and settings as at the start', async () => {
  const state = await it.control.state()
  await it.control.clock({ advance: 1e9 })
  await it.control.settings({ v2OldShape: true, pageMax: 3 })
  await it.control.limits({ '*': 1 })
  await it.cloud.call('AssignPrivateIpAddresses', explicit)
  await it.control.reset()
  expect(await it.control.state()).toEqual(state)
  expect(await it.control.ledger()).toEqual([])
  const info = await it.control.info()
  expect(Math.abs(info.now - Date.now())).toBeLessThan(60_000)
  expect(info.settings).toMatchObject({ v2OldShape: false, pageMax: 50, rates: {} })
  await it.cloud.call('DescribeVpcEx')
  expect(await it.control.ledger()).toMatchObject([{ id: 1 }])
})

test('somebody else assigns between our check and our send', async () => {
  const params = {
    vpcId,
    networkInterfaceId: it.eniId('redis-session'),
    privateIpAddressSet: [{ privateIpAddress: '10.0.2.50', primary: false }],
  }
  const { row, reply } = await it.control.act({ action: 'AssignPrivateIpAddresses', region: 'gz', params })
  expect(reply).toMatchObject({ code: 0 })
  expect(row).toMatchObject({ actor: 'foreign', verdict: 'executed', effect: { added: ['10.0.2.50'] } })
  // Its task has ended already.
  expect(it.addresses('redis-session')).toContain('10.0.2.50 AVAILABLE')
  const ours = {
    vpcId,
    networkInterfaceId: it.eniId('spare-db-备用'),
    'privateIpAddressSet.0.privateIpAddress': '10.0.2.50',
    'privateIpAddressSet.0.primary': 0,
  }
  expect(await it.cloud.call('AssignPrivateIpAddresses', ours)).toMatchObject({ codeDesc: 'InvalidPrivateIpAddress.InUse' })
})

test('another product takes an address and gives it back', async () => {
  const { row } = await it.control.take({ vpcId, ip: '10.0.0.9', resourceType: 'HAVIP', resourceId: 'havip-1' })
  expect(row).toMatchObject({ actor: 'foreign', action: 'TakeAddress', params: { ip: '10.0.0.9', resourceType: 'HAVIP' } })
  expect(await it.cloud.call('AssignPrivateIpAddresses', explicit)).toMatchObject({ codeDesc: 'InvalidPrivateIpAddress.InUse' })
  await expect(it.control.take({ vpcId, ip: '10.0.0.9' })).rejects.toThrow('taken')
  await it.control.free({ vpcId, ip: '10.0.0.9' })
  expect(await it.cloud.call('AssignPrivateIpAddresses', explicit)).toMatchObject({ code: 0 })
  await expect(it.control.free({ vpcId, ip: '10.0.0.9' })).rejects.toThrow('no product')
})

test('the ledger from a row on', async () => {
  for (let n = 0; n < 3; n += 1) await it.cloud.call('DescribeVpcEx')
  expect((await it.control.ledger()).map((row) => row.id)).toEqual([1, 2, 3])
  expect((await it.control.ledger(2)).map((row) => row.id)).toEqual([3])
})
