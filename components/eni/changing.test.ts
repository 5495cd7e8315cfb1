import { expect, test } from 'vitest'
import type { Eni } from '#lib/schema/eni.ts'
import type { Operation } from '#lib/schema/operation.ts'
import { changingOf } from './changing.ts'

const eni: Eni = {
  account: 'main',
  region: 'ap-guangzhou',
  vpcId: 'vpc-1',
  subnetId: 'subnet-1',
  eniId: 'eni-1',
  name: 'core-db',
  isPrimary: false,
  state: 'inuse',
  privateIps: [
    { ip: '10.0.0.5', isPrimary: true },
    { ip: '10.0.0.6', isPrimary: false },
  ],
  quota: { used: 2 },
}
const before = '2026-11-22T14:02:10.000Z'
const end = '2026-11-22T14:02:19.000Z'
const running: Operation = {
  id: 'op-1',
  kind: 'assign',
  state: 'running',
  unconfirmed: false,
  version: 4,
  account: 'main',
  region: 'ap-guangzhou',
  vpcId: 'vpc-1',
  eniId: 'eni-1',
  actor: 'ann',
  createdAt: before,
  updatedAt: before,
  addresses: [],
  steps: [],
  findings: [],
}
type Address = Operation['addresses'][number]
const told = (change: Partial<Operation>, addresses: Address[], observedAt = before) =>
  Object.fromEntries(changingOf({ ...running, ...change, addresses }, { eni, observedAt }))
const ended = (state: Operation['state'], more: Partial<Operation> = {}) => ({ ...more, state, endedAt: end })
const failed = { state: 'failed', operationId: 'op-1' }

test('what was accepted is coming until it is there; what is doubted or failed is told as that', () => {
  const addresses: Address[] = [
    { ip: '10.0.0.7', outcome: 'pending' },
    { ip: '10.0.0.8', outcome: 'done' },
    { ip: '10.0.0.9', outcome: 'unknown' },
    { ip: '10.0.0.10', outcome: 'failed' },
    { ip: '10.0.0.6', outcome: 'pending' },
  ]
  expect(told({}, addresses)).toEqual({
    '10.0.0.7': { state: 'pending' },
    '10.0.0.8': { state: 'pending' },
    '10.0.0.9': { state: 'unconfirmed' },
    '10.0.0.10': failed,
  })
})

test('what has come is coming until the interface was read since, and what failed stays', () => {
  const addresses: Address[] = [
    { ip: '10.0.0.7', outcome: 'done' },
    { ip: '10.0.0.8', outcome: 'failed' },
  ]
  expect(told(ended('partial'), addresses)).toEqual({ '10.0.0.7': { state: 'pending' }, '10.0.0.8': failed })
  expect(told(ended('partial'), addresses, end)).toEqual({ '10.0.0.8': failed })
})

test.each(['release', 'move'] as const)('%s: what is there goes, until it was read since', (kind) => {
  const state = { release: 'deleting', move: 'migrating' }[kind]
  const change = { kind, ...(kind === 'move' ? { toEniId: 'eni-2' } : {}) }
  expect(told(change, [{ ip: '10.0.0.6', outcome: 'pending' }])).toEqual({ '10.0.0.6': { state } })
  expect(told(change, [{ ip: '10.0.0.6', outcome: 'unknown' }])).toEqual({ '10.0.0.6': { state: 'unconfirmed' } })
  expect(told(change, [{ ip: '10.0.0.7', outcome: 'done' }])).toEqual({})
  const over = ended('succeeded', change)
  expect(told(over, [{ ip: '10.0.0.6', outcome: 'done' }])).toEqual({ '10.0.0.6': { state } })
  expect(told(over, [{ ip: '10.0.0.6', outcome: 'done' }], end)).toEqual({})
  // It is there as it was.
  expect(told(ended('failed', change), [{ ip: '10.0.0.6', outcome: 'failed' }])).toEqual({})
})

test('a move shows at the interface that it goes to', () => {
  const change = { kind: 'move', eniId: 'eni-2', toEniId: 'eni-1' } as const
  expect(told(change, [{ ip: '10.0.0.7', outcome: 'pending' }])).toEqual({ '10.0.0.7': { state: 'migrating' } })
  expect(told(ended('failed', change), [{ ip: '10.0.0.7', outcome: 'failed' }])).toEqual({ '10.0.0.7': failed })
})

test('a note changes no address, and neither does what another interface asked for', () => {
  expect(told({ kind: 'note', note: 'x' }, [{ ip: '10.0.0.6', outcome: 'pending' }])).toEqual({})
  expect(told({ eniId: 'eni-9' }, [{ ip: '10.0.0.7', outcome: 'pending' }])).toEqual({})
})

test('what nobody knows any more when it is closed is told by the interface alone', () => {
  expect(told(ended('failed'), [{ ip: '10.0.0.7', outcome: 'unknown' }])).toEqual({})
})
