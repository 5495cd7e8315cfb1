/** When addresses were created: what tells one that stayed from one that went and came back. API 3.0 only. */
import { expect, it } from 'vitest'
import { createControl } from '#emulator/control.ts'
import { startEmulator } from '#emulator/server.ts'
import { contractFixture, explicit, ip, region, release, stamp, vpcId } from './testing/contract.ts'

const at = contractFixture('v3', () => startEmulator({ settings: { manualTasks: true } }), createControl)
const timesOf = async (...ips: string[]) => (await at.client.createdTimes?.(region, vpcId, ips)) ?? new Map<string, string>()

it('of addresses of any product; free ones are missing', async () => {
  const times = await timesOf('10.0.0.4', ip, '10.0.0.50', '10.0.0.201')
  expect([...times.keys()].toSorted()).toEqual(['10.0.0.4', '10.0.0.50', ip])
  const seeded = (await at.control.state()).enis.flatMap((eni) => eni.addresses.map((one) => ({ vpcId: eni.vpcId, ...one })))
  const createdAt = seeded.find((one) => one.vpcId === vpcId && one.ip === ip)?.createdAt ?? 0
  expect(times.get(ip)).toBe(new Date(Math.floor(createdAt / 1000) * 1000).toISOString())
})

it('stays while the address stays, and is another one after it was released and assigned anew', async () => {
  const before = (await timesOf(ip)).get(ip)
  expect(before).toBeDefined()
  await at.client.write(region, explicit('10.0.0.200'), stamp())
  await at.control.finishTasks()
  expect((await timesOf(ip)).get(ip)).toBe(before)
  await at.client.write(region, release(ip), stamp())
  await at.control.finishTasks({ plan: 'failed' })
  expect((await timesOf(ip)).get(ip)).toBe(before)
  await at.client.write(region, release(ip), stamp())
  await at.control.finishTasks()
  expect((await timesOf(ip)).size).toBe(0)
  await at.client.write(region, explicit(ip), stamp())
  const after = (await timesOf(ip)).get(ip)
  expect(after).toBeDefined()
  expect(after).not.toBe(before)
})

it('at most 100 a call, and many questions at once in few calls', async () => {
  const ips = Array.from({ length: 150 }, (_, n) => `10.0.0.${50 + n}`)
  const times = await timesOf(...ips)
  expect(at.requests).toHaveLength(2)
  expect(times.has('10.0.0.50')).toBe(true)
  at.forget()
  await Promise.all(ips.slice(0, 30).map((one) => timesOf(one)))
  expect(at.requests).toHaveLength(2)
})

it('none asked, none sent', async () => {
  expect((await timesOf()).size).toBe(0)
  expect(at.requests).toHaveLength(0)
})

it('a VPC that is not there, and a list that is not there, are no free addresses', async () => {
  await expect(at.client.createdTimes?.(region, 'vpc-00000000', [ip])).rejects.toMatchObject({ reason: 'vpc_not_found' })
  const empty = at.make({ transport: async () => ({ status: 200, headers: {}, body: '{"Response":{"RequestId":"r"}}' }) })
  await expect(empty.createdTimes?.(region, vpcId, [ip])).rejects.toMatchObject({ reason: 'bad_reply' })
  await empty.close()
})
