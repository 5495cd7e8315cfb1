import { describe, expect, test } from 'vitest'
import type { Eni, PrivateIp } from '#lib/schema/eni.ts'
import { planNamedSteps } from './change-steps.ts'
import { judgeTarget } from './judge-move.ts'
import { judgeNote, judgeRelease } from './judge-release.ts'

const onEni: PrivateIp[] = [
  { ip: '10.0.0.4', isPrimary: true },
  { ip: '10.0.0.5', isPrimary: false },
  { ip: '10.0.0.6', isPrimary: false, eip: { eipId: 'eip-1', publicIp: '1.2.3.4' } },
  { ip: '10.0.0.7', isPrimary: false, eip: { publicIp: '1.2.3.5' } },
  { ip: '10.0.0.8', isPrimary: false },
  { ip: '10.0.0.9', isPrimary: false },
]
const until = Date.UTC(2026, 0, 1)
const heldBy = (ip: number) =>
  ip === 0x0a000008 ? { operationId: 'op-1' } : ip === 0x0a000009 ? { operationId: 'op-2', until } : undefined
const known = { onEni, heldBy }
const codes = (rows: string[], told: string[] = []) => judgeRelease(rows, known, told).map(({ code }) => code)

describe('a release', () => {
  test('a verdict for each row, in order', () => {
    const rows = ['10.0.0.5', '１０.0.0.5 ', '10.0.0.4', '10.0.0.99', 'x', '::1', '10.0.0.8', '10.0.0.9']
    expect(judgeRelease(rows, known, [])).toEqual([
      { ip: '10.0.0.5', code: 'ok' },
      { ip: '10.0.0.5', code: 'duplicate', row: 1 },
      { ip: '10.0.0.4', code: 'is_primary' },
      { ip: '10.0.0.99', code: 'not_on_eni' },
      { ip: 'x', code: 'malformed' },
      { ip: '::1', code: 'ipv6' },
      { ip: '10.0.0.8', code: 'claimed', holder: { operationId: 'op-1' } },
      { ip: '10.0.0.9', code: 'cooling', holder: { operationId: 'op-2' }, until: '2026-01-01T00:00:00.000Z' },
    ])
  })
  test('an EIP must have been told by its id, or by its public IP', () => {
    expect(codes(['10.0.0.6', '10.0.0.7'])).toEqual(['eip_bound', 'eip_bound'])
    expect(codes(['10.0.0.6', '10.0.0.7'], ['eip-2'])).toEqual(['eip_bound', 'eip_bound'])
    expect(codes(['10.0.0.6', '10.0.0.7'], ['eip-1', '1.2.3.5'])).toEqual(['ok', 'ok'])
    // The fact is told either way.
    expect(judgeRelease(['10.0.0.6'], known, ['eip-1'])[0]?.eip).toEqual({ eipId: 'eip-1', publicIp: '1.2.3.4' })
  })
  test('ten addresses a call', () => {
    const many = Array.from({ length: 11 }, (_, n) => `10.0.1.${n}`)
    expect(planNamedSteps(many).map(({ n, addresses }) => [n, addresses.length])).toEqual([
      [1, 10],
      [2, 1],
    ])
  })
})

test('a note may be of any address on the ENI', () => {
  expect(['10.0.0.4', '10.0.0.6', '10.0.0.8', '10.0.0.99', 'x'].map((ip) => judgeNote(ip, known).code)).toEqual([
    'ok',
    'ok',
    'claimed',
    'not_on_eni',
    'malformed',
  ])
})

describe('the target of a move', () => {
  const eni: Eni = {
    account: 'a',
    region: 'r',
    vpcId: 'vpc-1',
    subnetId: 'subnet-1',
    eniId: 'eni-2',
    name: 'two',
    isPrimary: false,
    state: 'inuse',
    privateIps: [],
    quota: { used: 3, limit: 6 },
  }
  const judge = (target: Partial<Eni> | undefined, more: { lockedBy?: string; sendDespiteOtherSystem?: boolean; toEniId?: string } = {}) =>
    judgeTarget({
      source: { eniId: 'eni-1', vpcId: 'vpc-1', subnetId: 'subnet-1' },
      toEniId: more.toEniId ?? 'eni-2',
      target: target && { ...eni, ...target },
      lockedBy: more.lockedBy,
      sendDespiteOtherSystem: more.sendDespiteOtherSystem,
    })
  test.each([
    [{}, {}, 'ok'],
    [{}, { toEniId: 'eni-1' }, 'same_eni'],
    [undefined, {}, 'not_found'],
    [{ vpcId: 'vpc-2' }, {}, 'other_vpc'],
    [{ subnetId: 'subnet-2' }, {}, 'other_subnet'],
    [{}, { lockedBy: 'op-1' }, 'eni_busy'],
    [{ state: 'detaching' }, {}, 'eni_state'],
    [{ quota: { used: 6, limit: 6 } }, {}, 'quota_full'],
    [{ quota: { used: 60 } }, {}, 'ok'],
    [{ business: 'eks' }, {}, 'other_system'],
    [{ business: 'eks' }, { sendDespiteOtherSystem: true }, 'ok'],
  ] as const)('%j %j → %s', (target, more, code) => expect(judge(target, more).code).toBe(code))
  test('what a screen needs beside the code', () => {
    expect(judge({}, { lockedBy: 'op-1' })).toEqual({
      eniId: 'eni-2',
      name: 'two',
      code: 'eni_busy',
      operationId: 'op-1',
      quota: { used: 3, limit: 6 },
    })
    expect(judge(undefined)).toEqual({ eniId: 'eni-2', name: '', code: 'not_found', quota: { used: 0 } })
  })
})
