import { expect, test } from 'vitest'
import { operationNote, type NoteWords } from './operation-note.ts'
import type { Operation } from '#lib/schema/operation.ts'

const operation: Operation = {
  id: 'op-1',
  kind: 'assign',
  state: 'partial',
  unconfirmed: false,
  version: 4,
  account: 'main',
  region: 'ap-guangzhou',
  vpcId: 'vpc-1',
  eniId: 'eni-1',
  eniName: 'web-front',
  mode: 'explicit',
  actor: 'local',
  reason: 'CHG-7',
  createdAt: '2026-11-22T14:02:11.000Z',
  updatedAt: '2026-11-22T14:02:19.000Z',
  endedAt: '2026-11-22T14:02:19.000Z',
  addresses: [
    { ip: '10.0.1.36', outcome: 'done' },
    { ip: '10.0.1.37', outcome: 'failed', cause: 'address_in_use' },
  ],
  steps: [
    {
      n: 1,
      state: 'succeeded',
      addresses: ['10.0.1.36'],
      taskId: '4711',
      attempts: [{ k: 1, outcome: 'accepted', requestId: 'r-1', traceId: 't-1' }],
    },
  ],
  findings: [],
}
const words: NoteWords = {
  label: (key) => key,
  name: 'Assign 2 addresses',
  state: 'Partly succeeded',
  outcome: (o) => o,
  cause: (c) => c,
  eip: ({ eip }) => eip && `EIP ${eip.publicIp}`,
  time: (iso) => iso,
  url: 'http://x/operations/op-1',
}

test('a note holds everything that a ticket needs, and nothing empty', () => {
  expect(operationNote(operation, words).split('\n')).toEqual([
    'operation: Assign 2 addresses (op-1)',
    'state: Partly succeeded',
    'eni: web-front (eni-1)',
    'vpc: vpc-1',
    'place: main / ap-guangzhou',
    'by: local',
    'reason: CHG-7',
    'requested: 2026-11-22T14:02:11.000Z',
    'ended: 2026-11-22T14:02:19.000Z',
    'addresses:',
    '  10.0.1.36  done',
    '  10.0.1.37  failed (address_in_use)',
    'task: 4711',
    'requestId: r-1',
    'link: http://x/operations/op-1',
  ])
  expect(operationNote({ ...operation, reason: undefined, addresses: [] }, words)).not.toMatch(/^(?:reason|addresses):/m)
})

test('a move says where to, a note what it is now', () => {
  expect(operationNote({ ...operation, kind: 'move', toEniId: 'eni-2' }, words)).toMatch(/^eni: web-front \(eni-1\)\nto: eni-2$/m)
  expect(operationNote({ ...operation, kind: 'note', note: 'VIP' }, words)).toMatch(/^newNote: VIP$/m)
})

test('an address that had an EIP says so on the line below it', () => {
  const released: Operation = {
    ...operation,
    kind: 'release',
    addresses: [{ ip: '10.0.1.36', outcome: 'done', eip: { publicIp: '1.2.3.4' } }],
  }
  expect(operationNote(released, words)).toContain('addresses:\n  10.0.1.36  done\n    EIP 1.2.3.4\n')
})
