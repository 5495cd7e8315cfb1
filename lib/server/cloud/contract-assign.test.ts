/** What every driver must do when it assigns and is answered. */
import { describe, expect, it } from 'vitest'
import { createControl } from '#emulator/control.ts'
import { startEmulator } from '#emulator/server.ts'
import type { CloudWrite, WriteOutcome } from './client.ts'
import { apis, codes, contractFixture, count, eniId, explicit, region, stamp, vpcId } from './testing/contract.ts'

describe.each(apis)('%s', (api) => {
  const at = contractFixture(api, () => startEmulator({ settings: { manualTasks: true } }), createControl)

  it('a count: accepted with a task, which ends, and the addresses are there', async () => {
    const before = await at.addressesNow()
    const outcome = await at.client.write(region, count(2), stamp())
    expect(outcome).toMatchObject({ kind: 'accepted', taskId: expect.stringMatching(/^\S+$/) })
    const taskId = outcome.kind === 'accepted' ? (outcome.taskId ?? '') : ''
    expect(await at.client.taskStatus(region, taskId)).toBe('running')
    await at.control.finishTasks()
    expect(await at.client.taskStatus(region, taskId)).toBe('succeeded')
    const added = (await at.addressesNow())?.filter((ip) => !before?.includes(ip))
    expect(added).toEqual((await at.executed())[0]?.effect?.added)
    expect(added).toHaveLength(2)
  })

  it('ten explicit addresses, and a task that fails', async () => {
    const ips = Array.from({ length: 10 }, (_, n) => `10.0.0.${200 + n}`)
    const outcome = await at.client.write(region, explicit(...ips), stamp())
    expect((await at.executed())[0]?.effect?.added).toEqual(ips)
    await at.control.finishTasks({ plan: { end: 'failed' } })
    expect(await at.client.taskStatus(region, outcome.kind === 'accepted' ? (outcome.taskId ?? '') : '')).toBe('failed')
  })

  it('has a connection of its own', async () => {
    await at.client.getEni(region, vpcId, eniId)
    await at.client.write(region, count(1), stamp())
    await at.control.finishTasks()
    await at.client.write(region, count(1), stamp())
    expect(new Set((await at.control.ledger()).map((row) => row.connection)).size).toBe(3)
  })

  const refusals: [string, CloudWrite, Partial<WriteOutcome>][] = [
    ['held by another product', explicit('10.0.0.50'), { kind: 'in_use', cause: 'address_in_use' }],
    ['on another ENI', explicit('10.0.0.61'), { kind: 'in_use', cause: 'address_in_use' }],
    [
      'outside the subnet',
      explicit('10.0.9.9'),
      { kind: 'refused', cause: api === 'v2' ? 'invalid_parameter' : 'address_outside_subnet', retry: false },
    ],
    ['reserved', explicit('10.0.0.1'), { kind: 'refused', retry: false }],
    ['unknown ENI', { ...count(1), eniId: 'eni-00000000' }, { kind: 'refused', cause: 'eni_not_found', retry: false }],
    ['over the quota', count(100), { kind: 'refused', cause: 'quota_exceeded', retry: false }],
    [
      'primary',
      { kind: 'assign', vpcId, eniId, mode: 'explicit', addresses: [{ ip: '10.0.0.200', primary: true }] },
      // v2 has a number for it that it also has for every other parameter.
      { kind: 'refused', cause: api === 'v2' ? 'invalid_parameter' : 'primary_refused', retry: false },
    ],
  ]
  it.each(refusals)('%s', async (_name, params, expected) => {
    const outcome = await at.client.write(region, params, stamp())
    expect(outcome).toMatchObject({
      ...expected,
      httpStatus: 200,
      cloudCode: expect.any(String),
      cloudMessage: expect.stringMatching(/./),
    })
    expect(await at.executed()).toHaveLength(0)
  })

  it('a refusal is put down to the primary only where one was asked for', async () => {
    const refusal = { action: 'AssignPrivateIpAddresses', code: api === 'v2' ? 'InvalidPrivateip.IsPrimary' : 'UnsupportedOperation' }
    const cause = async (primary: boolean) => {
      await at.control.failNext(refusal)
      const addresses = [
        { ip: '10.0.0.201', primary: false },
        { ip: '10.0.0.200', primary },
      ]
      const outcome = await at.client.write(region, { kind: 'assign', vpcId, eniId, mode: 'explicit', addresses }, stamp())
      return 'cause' in outcome ? outcome.cause : outcome.kind
    }
    expect([await cause(true), await cause(false)]).toEqual(['primary_refused', api === 'v2' ? 'address_is_primary' : 'unsupported'])
  })

  it('a full subnet', async () => {
    const enis = (await at.client.listEnis(region, vpcId)).data
    const lvs = enis.find((eni) => eni.name === 'lvs-01-vip')
    expect(
      await at.client.write(region, { kind: 'assign', vpcId, eniId: lvs?.eniId ?? '', mode: 'count', count: 2 }, stamp()),
    ).toMatchObject({
      kind: 'refused',
      cause: 'subnet_full',
    })
  })

  it('a second one while a task runs is busy', async () => {
    expect(await at.client.write(region, count(1), stamp())).toMatchObject({ kind: 'accepted' })
    expect(await at.client.write(region, count(1), stamp())).toMatchObject({ kind: 'busy', cause: 'eni_busy' })
    expect(await at.executed()).toHaveLength(1)
  })

  it.each([
    ['rate', { kind: 'refused', cause: 'rate_limited', retry: true }],
    ['auth', { kind: 'refused', cause: 'auth_failed', retry: false }],
    ['forbidden', { kind: 'refused', cause: 'forbidden', retry: false }],
    ['server', { kind: 'unknown', cause: 'unavailable' }],
    ['nobodyKnows', { kind: 'unknown', cause: 'unknown_code' }],
    ['busy', { kind: 'busy', cause: 'eni_busy' }],
  ] as const)('the code for %s', async (name, expected) => {
    await at.control.failNext({ action: 'AssignPrivateIpAddresses', code: codes[api][name] })
    expect(await at.client.write(region, count(1), stamp())).toMatchObject(expected)
    expect(at.requests).toHaveLength(1)
  })
})
