import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { toIsoUtc } from '#lib/server/cloud/vendor-time.ts'
import { parseJson } from '#lib/server/cloud/wire-schema.ts'
import { toEni } from './map.ts'
import { eniItem, listReply, taskStatusReply } from './replies.ts'

const page = listReply(z.object({ id: z.string() }))
const one = [{ id: 'a' }]

describe('a list', () => {
  it.each([
    ['newer', { code: 0, data: { totalNum: 7, data: one } }, 7, 1],
    ['older', { code: 0, totalCount: 7, data: one }, 7, 1],
    ['totals as text', { code: '0', totalCount: '7', data: one }, 7, 1],
    ['empty', { code: 0, data: { totalNum: 0, data: [] } }, 0, 0],
    ['empty without a list', { code: 0, totalCount: 0 }, 0, 0],
    ['null for a list', { code: 0, data: { totalNum: 0, data: null } }, 0, 0],
    ['PHP list with a hole', { code: 0, totalCount: 2, data: { 0: { id: 'a' }, 2: { id: 'c' } } }, 2, 2],
    ['no total', { code: 0, data: one }, 1, 1],
  ])('%s', (_name, reply, total, length) => {
    const parsed = page.parse(reply)
    expect(parsed.total).toBe(total)
    expect(parsed.items).toHaveLength(length)
  })

  it.each([
    ['nothing at all', { code: 0, message: '' }],
    ['another thing', { code: 0, data: { taskId: 5 } }],
    ['items of another kind', { code: 0, totalCount: 1, data: [{ id: 5 }] }],
    ['a text', { code: 0, totalCount: 1, data: 'x' }],
  ])('%s is no list', (_name, reply) => {
    expect(page.safeParse(reply).success).toBe(false)
  })
})

describe('a task', () => {
  it.each([
    [{ code: 0, data: { status: 0 } }, 0],
    [{ code: 0, data: { status: '1' } }, 1],
    [{ code: 0, status: 2 }, 2],
  ])('%j', (reply, status) => {
    expect(taskStatusReply.parse(reply).status).toBe(status)
  })
  it.each([{ code: 0 }, { code: 0, data: { status: 3 } }, { code: 0, data: [] }])('%j tells no status', (reply) => {
    expect(taskStatusReply.safeParse(reply).success).toBe(false)
  })
})

const captured =
  '{"vpcId":"vpc-fyc4pilk","vpcName":"test","subnetId":"subnet-pq7ptksb","zoneId":100002,"eniName":"手动","eniDescription":"","networkInterfaceId":"eni-ay1ac9c7","primary":false,"macAddress":"20:90:6F:94:86:77","createTime":"2017-07-28 20:09:34","flowLogsSet":[],"privateIpAddressesSet":[{"privateIpAddress":"10.53.54.230","primary":true,"wanIp":"","description":"","isWanIpBlocked":false,"eipId":""},{"privateIpAddress":"10.53.54.231","primary":false,"wanIp":"","description":"","isWanIpBlocked":false,"eipId":""}],"instanceSet":{"instanceId":"","attachTime":""},"groupSet":[{"sgId":"sg-lb62wxw9","sgName":"asdfsadf","projectId":1079263}]}'

it('the ENI of the vendor’s own sample', () => {
  expect(toEni(eniItem.parse(parseJson(captured)))).toEqual({
    vpcId: 'vpc-fyc4pilk',
    subnetId: 'subnet-pq7ptksb',
    eniId: 'eni-ay1ac9c7',
    name: '手动',
    isPrimary: false,
    mac: '20:90:6f:94:86:77',
    state: 'available',
    securityGroups: ['sg-lb62wxw9'],
    tags: [],
    createdAt: '2017-07-28T12:09:34.000Z',
    privateIps: [
      { ip: '10.53.54.230', isPrimary: true },
      { ip: '10.53.54.231', isPrimary: false },
    ],
  })
})

it.each([[{}], [[]], [null], [[{ instanceId: 'ins-1' }]], [{ instanceId: 'ins-1' }]])('instanceSet %j', (instanceSet) => {
  const eni = toEni(eniItem.parse({ vpcId: 'v', subnetId: 's', networkInterfaceId: 'e', instanceSet }))
  expect(eni.instanceId).toBe(JSON.stringify(instanceSet).includes('ins-1') ? 'ins-1' : undefined)
  expect(eni.state).toBe(eni.instanceId ? 'inuse' : 'available')
})

it('times that are none stay away', () => {
  expect([undefined, '', '0000-00-00 00:00:00', 'soon'].map(toIsoUtc)).toEqual([undefined, undefined, undefined, undefined])
})
