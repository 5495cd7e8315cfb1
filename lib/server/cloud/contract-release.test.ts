/** What every driver must do when it gives addresses back and is answered. */
import { describe, expect, it } from 'vitest'
import { createControl } from '#emulator/control.ts'
import { startEmulator } from '#emulator/server.ts'
import type { CloudWrite, WriteOutcome } from './client.ts'
import { actions, apis, codes, contractFixture, eniId, explicit, ip, region, release, stamp, taskIdOf, vpcId } from './testing/contract.ts'

const many = (count: number) => Array.from({ length: count }, (_, n) => `10.0.0.${200 + n}`)

describe.each(apis)('%s', (api) => {
  const at = contractFixture(api, () => startEmulator({ settings: { manualTasks: true } }), createControl)
  const send = (write: CloudWrite) => at.client.write(region, write, stamp())
  const place = async (ips: string[]) => {
    await at.client.write(region, explicit(...ips), stamp())
    await at.control.finishTasks()
  }

  it('accepted with a task; when it ends the address is gone, and its EIP is bound to nothing', async () => {
    const before = (await at.client.getEni(region, vpcId, eniId)).data?.privateIps.find((address) => address.ip === ip)
    expect(before?.eipId).toMatch(/^eip-/)
    const outcome = await send(release(ip))
    expect(outcome).toMatchObject({ kind: 'accepted', taskId: expect.stringMatching(/^\S+$/) })
    expect(outcome).not.toHaveProperty('addresses')
    expect(await at.client.taskStatus(region, taskIdOf(outcome))).toBe('running')
    await at.control.finishTasks()
    expect(await at.client.taskStatus(region, taskIdOf(outcome))).toBe('succeeded')
    expect(await at.addressesNow()).not.toContain(ip)
    expect(await at.executed(actions.release)).toMatchObject([{ effect: { eniId, added: [], removed: [ip], moved: [] } }])
    expect((await at.control.state()).enis.flatMap((eni) => eni.addresses).filter((one) => one.eipId === before?.eipId)).toEqual([])
    // Assigned anew, it is a bare address.
    await place([ip])
    const again = (await at.client.getEni(region, vpcId, eniId)).data?.privateIps.find((address) => address.ip === ip)
    expect(again).toBeDefined()
    expect(again?.eipId).toBeUndefined()
  })

  it('ten at once, and a task that fails', async () => {
    await place(many(10))
    const outcome = await send(release(...many(10)))
    expect((await at.executed(actions.release))[0]?.effect?.removed).toEqual(many(10))
    await at.control.finishTasks({ plan: 'failed' })
    expect(await at.client.taskStatus(region, taskIdOf(outcome))).toBe('failed')
    expect(await at.addressesNow()).toEqual(expect.arrayContaining(many(10)))
  })

  it.each([0, 11])('%i addresses are not sent', async (count) => {
    expect(await send(release(...many(count)))).toEqual({ kind: 'not_sent', cause: 'invalid_parameter' })
    expect(at.requests).toHaveLength(0)
  })

  const refusals: [string, CloudWrite, Partial<WriteOutcome>][] = [
    ['the primary one', release('10.0.0.4'), { cause: api === 'v2' ? 'address_is_primary' : 'unsupported' }],
    ['the primary one among others', release(ip, '10.0.0.4'), {}],
    ['not on the ENI', release('10.0.0.61'), { cause: api === 'v2' ? 'invalid_parameter' : 'address_not_on_eni' }],
    ['one of two not on the ENI', release(ip, '10.0.0.222'), {}],
    ['twice', release(ip, ip), { cause: api === 'v2' ? 'invalid_parameter' : 'address_duplicate' }],
    ['no address at all', release('nonsense'), { cause: 'invalid_parameter' }],
    ['unknown ENI', { kind: 'release', vpcId, eniId: 'eni-00000000', addresses: [ip] }, { cause: 'eni_not_found' }],
  ]
  it.each(refusals)('refused: %s', async (_name, write, expected) => {
    expect(await send(write)).toMatchObject({
      kind: 'refused',
      retry: false,
      httpStatus: 200,
      cloudCode: expect.stringMatching(/./),
      cloudMessage: expect.stringMatching(/./),
      ...expected,
    })
    expect(await at.executed(actions.release)).toHaveLength(0)
    expect(await at.addressesNow()).toEqual(['10.0.0.4', ip])
  })

  it('busy while another task runs on the ENI', async () => {
    await at.client.write(region, explicit('10.0.0.200'), stamp())
    expect(await send(release(ip))).toMatchObject({ kind: 'busy', cause: 'eni_busy' })
    expect(await at.executed(actions.release)).toHaveLength(0)
  })

  it.each([
    ['rate', { kind: 'refused', cause: 'rate_limited', retry: true }],
    ['auth', { kind: 'refused', cause: 'auth_failed', retry: false }],
    ['forbidden', { kind: 'refused', cause: 'forbidden', retry: false }],
    ['server', { kind: 'unknown', cause: 'unavailable' }],
    ['nobodyKnows', { kind: 'unknown', cause: 'unknown_code' }],
    ['busy', { kind: 'busy', cause: 'eni_busy' }],
  ] as const)('the code for %s', async (name, expected) => {
    await at.control.failNext({ action: actions.release, code: codes[api][name] })
    expect(await send(release(ip))).toMatchObject(expected)
    expect(at.requests).toHaveLength(1)
  })
})
