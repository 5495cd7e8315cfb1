/** Notes: written at once by API 3.0, not at all by API 2.0. */
import { describe, expect, it } from 'vitest'
import { createControl } from '#emulator/control.ts'
import { startEmulator } from '#emulator/server.ts'
import type { CloudWrite } from './client.ts'
import { actions, codes, contractFixture, explicit, ip, eniId, note, region, stamp, vpcId } from './testing/contract.ts'

const started = () => startEmulator({ settings: { manualTasks: true } })

describe('v3', () => {
  const at = contractFixture('v3', started, createControl)
  const send = (write: CloudWrite) => at.client.write(region, write, stamp())
  const noteNow = async () => (await at.client.getEni(region, vpcId, eniId)).data?.privateIps.find((address) => address.ip === ip)?.note

  it.each([
    ['another one', '灰度 "canary" \\ 1\n2', '灰度 "canary" \\ 1\n2'],
    ['none any more', '', undefined],
  ])('%s: accepted without a task, and there at once', async (_name, text, expected) => {
    const outcome = await send(note(text))
    expect(outcome).toMatchObject({ kind: 'accepted', requestId: expect.stringMatching(/^\S+$/) })
    expect(outcome.kind === 'accepted' && outcome.taskId).toBeUndefined()
    expect(await noteNow()).toBe(expected)
    expect(await at.executed(actions.note)).toHaveLength(1)
  })

  it('of the primary address, too', async () => {
    expect(await send(note('主地址', '10.0.0.4'))).toMatchObject({ kind: 'accepted' })
  })

  it.each([
    ['too long', note('长'.repeat(61)), 'invalid_parameter'],
    // The code does not say whether the ENI or the address is missing.
    ['not on the ENI', note('x', '10.0.0.61'), 'not_found'],
    ['unknown ENI', { ...note('x'), eniId: 'eni-00000000' }, 'not_found'],
    ['no address at all', note('x', 'nonsense'), 'invalid_parameter'],
  ] as [string, CloudWrite, string][])('refused: %s', async (_name, write, cause) => {
    expect(await send(write)).toMatchObject({ kind: 'refused', retry: false, cause, cloudCode: expect.stringMatching(/./) })
    expect(await noteNow()).toBe('活动页专用')
  })

  it('refused: of an address that is on its way', async () => {
    await at.client.write(region, explicit('10.0.0.200'), stamp())
    expect(await send(note('x', '10.0.0.200'))).toMatchObject({ kind: 'refused', cloudCode: 'UnsupportedOperation.InvalidState' })
  })

  it.each([
    ['rate', { kind: 'refused', cause: 'rate_limited', retry: true }],
    ['server', { kind: 'unknown', cause: 'unavailable' }],
    ['nobodyKnows', { kind: 'unknown', cause: 'unknown_code' }],
  ] as const)('the code for %s', async (name, expected) => {
    await at.control.failNext({ action: actions.note, code: codes.v3[name] })
    expect(await send(note('x'))).toMatchObject(expected)
    expect(at.requests).toHaveLength(1)
  })
})

describe('v2', () => {
  const at = contractFixture('v2', started, createControl)

  it('says that it has none, and sends nothing', async () => {
    expect(at.client.writes.has('note')).toBe(false)
    expect(() => at.client.preview(region, note('x'))).toThrow(expect.objectContaining({ reason: 'unsupported' }))
    expect(await at.client.write(region, note('x'), stamp())).toEqual({ kind: 'refused', cause: 'unsupported', retry: false })
    expect(at.requests).toHaveLength(0)
    expect(at.client.createdTimes).toBeUndefined()
  })
})
