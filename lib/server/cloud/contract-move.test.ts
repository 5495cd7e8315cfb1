/** What every driver must do when it moves an address and is answered. */
import { describe, expect, it } from 'vitest'
import { createControl } from '#emulator/control.ts'
import { startEmulator } from '#emulator/server.ts'
import type { CloudWrite } from './client.ts'
import { actions, apis, codes, contractFixture, eniId, explicit, ip, move, region, stamp, taskIdOf, vpcId } from './testing/contract.ts'

const standby = 'spare-web-备用'

describe.each(apis)('%s', (api) => {
  const at = contractFixture(api, () => startEmulator({ settings: { manualTasks: true } }), createControl)
  const send = (write: CloudWrite) => at.client.write(region, write, stamp())
  const refused = {
    kind: 'refused',
    retry: false,
    httpStatus: 200,
    cloudCode: expect.stringMatching(/./),
    cloudMessage: expect.stringMatching(/./),
  }

  it('accepted with a task; when it ends the address is on the other ENI', async () => {
    const toEniId = await at.eniNamed(standby)
    const outcome = await send(move(toEniId))
    expect(outcome).toMatchObject({ kind: 'accepted', taskId: expect.stringMatching(/^\S+$/) })
    expect(await at.client.taskStatus(region, taskIdOf(outcome))).toBe('running')
    expect(await at.addressesNow(toEniId)).not.toContain(ip)
    await at.control.finishTasks()
    expect(await at.client.taskStatus(region, taskIdOf(outcome))).toBe('succeeded')
    expect(await at.addressesNow()).not.toContain(ip)
    expect(await at.addressesNow(toEniId)).toContain(ip)
    expect(await at.executed(actions.move)).toMatchObject([{ effect: { eniId, added: [], removed: [], moved: [{ ip, toEniId }] } }])
  })

  it('a task that fails leaves it where it was', async () => {
    const toEniId = await at.eniNamed(standby)
    const outcome = await send(move(toEniId))
    await at.control.finishTasks({ plan: 'failed' })
    expect(await at.client.taskStatus(region, taskIdOf(outcome))).toBe('failed')
    expect(await at.addressesNow()).toContain(ip)
    expect(await at.addressesNow(toEniId)).not.toContain(ip)
  })

  it.each([
    ['the primary one', '10.0.0.4', 'address_is_primary', 'address_is_primary'],
    ['an address of another ENI', '10.0.0.61', 'invalid_parameter', 'address_not_on_eni'],
    ['an address that is nowhere', '10.0.0.222', 'invalid_parameter', 'address_not_on_eni'],
    ['no address at all', 'nonsense', 'invalid_parameter', 'invalid_parameter'],
  ])('refused: %s', async (_name, moved, causeOfV2, causeOfV3) => {
    const outcome = await send(move(await at.eniNamed(standby), moved))
    expect(outcome).toMatchObject({ ...refused, cause: api === 'v2' ? causeOfV2 : causeOfV3 })
    expect(await at.executed(actions.move)).toHaveLength(0)
  })

  it.each([
    ['of another subnet', 'mysql-vip-standby', 'invalid_parameter', 'unsupported'],
    ['that is full', 'cron-small-full', 'quota_exceeded', 'quota_exceeded'],
    ['of another VPC', 'stg-pay-front', 'eni_not_found', 'unsupported'],
    ['where it is already', '官网前端 web-front', 'invalid_parameter', 'unsupported'],
  ])('refused: to an ENI %s', async (_name, name, causeOfV2, causeOfV3) => {
    expect(await send(move(await at.eniNamed(name)))).toMatchObject({ ...refused, cause: api === 'v2' ? causeOfV2 : causeOfV3 })
    expect(await at.executed(actions.move)).toHaveLength(0)
    expect(await at.addressesNow()).toContain(ip)
  })

  it('refused: an ENI that is not there, at either end', async () => {
    expect(await send(move('eni-00000000'))).toMatchObject({ ...refused, cause: 'eni_not_found' })
    const from = { ...move(await at.eniNamed(standby)), fromEniId: 'eni-00000000' }
    expect(await send(from)).toMatchObject({ ...refused, cause: 'eni_not_found' })
  })

  it.each(['source', 'destination'])('busy while another task runs on the %s', async (end) => {
    const toEniId = await at.eniNamed(standby)
    await at.client.write(region, { ...explicit('10.0.0.200'), vpcId, eniId: end === 'source' ? eniId : toEniId }, stamp())
    expect(await send(move(toEniId))).toMatchObject({ kind: 'busy', cause: 'eni_busy' })
    expect(await at.executed(actions.move)).toHaveLength(0)
  })

  it.each([
    ['rate', { kind: 'refused', cause: 'rate_limited', retry: true }],
    ['forbidden', { kind: 'refused', cause: 'forbidden', retry: false }],
    ['server', { kind: 'unknown', cause: 'unavailable' }],
    ['nobodyKnows', { kind: 'unknown', cause: 'unknown_code' }],
    ['busy', { kind: 'busy', cause: 'eni_busy' }],
  ] as const)('the code for %s', async (name, expected) => {
    const toEniId = await at.eniNamed(standby)
    at.forget()
    await at.control.failNext({ action: actions.move, code: codes[api][name] })
    expect(await send(move(toEniId))).toMatchObject(expected)
    expect(at.requests).toHaveLength(1)
  })
})
