import { expect, test } from 'vitest'
import type { AuditRow } from '#lib/schema/audit.ts'
import { auditChanges, auditEips, isUnsure } from './audit-changes.ts'
import { auditFilter, noParams } from './audit-filter.ts'
import { auditResult } from './audit-result.ts'

const row = (some: Partial<AuditRow>) => ({ action: 'assign', phase: 'completion' as const, target: 'eni-1', data: {}, ...some })
const addresses = [
  { ip: '10.0.0.5', outcome: 'done' },
  { ip: '10.0.0.6', outcome: 'failed' },
]

test.each<[string, Partial<AuditRow>, unknown]>([
  ['an assign: what came, and not what failed', { data: { addresses } }, [{ what: '10.0.0.5', after: 'eni-1' }]],
  ['a release', { action: 'release', data: { addresses } }, [{ what: '10.0.0.5', before: 'eni-1' }]],
  [
    'a release that unbound an EIP, and one that failed',
    { action: 'release', data: { addresses: addresses.map((one) => ({ ...one, eip: { eipId: `eip-${one.outcome}` } })) } },
    [
      { what: '10.0.0.5', before: 'eni-1' },
      { what: 'eip-done', before: '10.0.0.5' },
    ],
  ],
  ['a move', { action: 'move', data: { addresses, toEniId: 'eni-2' } }, [{ what: '10.0.0.5', before: 'eni-1', after: 'eni-2' }]],
  ['a note', { action: 'note', data: { addresses, note: 'canary' } }, [{ what: '10.0.0.5', after: 'canary' }]],
  ['a note', { action: 'note', data: { addresses, note: 'db' } }, [{ what: '10.0.0.5', after: 'db' }]],
  ['what was only asked for', { phase: 'intent', data: { addresses, before: { ip: 'a' }, after: { ip: 'b' } } }, []],
  [
    'fields that differ',
    {
      phase: 'event',
      action: 'user_changed',
      data: { before: { role: 'viewer', name: 'a', totp: true }, after: { role: 'admin', name: 'a', disabled: true } },
    },
    [
      { what: 'role', before: 'viewer', after: 'admin' },
      { what: 'totp', before: 'true' },
      { what: 'disabled', after: 'true' },
    ],
  ],
  [
    'a single value',
    { phase: 'event', data: { before: 'viewer', after: 'operator' } },
    [{ what: 'value', before: 'viewer', after: 'operator' }],
  ],
  ['what was made', { phase: 'event', action: 'token_created', data: { name: 'script' } }, [{ what: 'name', after: 'script' }]],
  ['data that is not what it should be', { data: { addresses: 'none' } }, []],
])('the changes of %s', (_, some, expected) => expect(auditChanges(row(some))).toEqual(expected))

test.each<[Partial<AuditRow>, unknown]>([
  [{ phase: 'intent' }, { kind: 'asked' }],
  [{ phase: 'resolution', action: 'close' }, { kind: 'decided' }],
  [{ data: { state: 'partial' } }, { kind: 'state', state: 'partial' }],
  [{ data: { state: 'of a later version' } }, { kind: 'done' }],
  [{ phase: 'event', action: 'sign_in' }, { kind: 'done' }],
  [{ phase: 'event', action: 'sign_in_failed' }, { kind: 'refused' }],
])('the result of %j is %j', (some, expected) => expect(auditResult(row(some))).toEqual(expected))

test('the URL becomes a question; what is empty or cannot be read is left out', () => {
  expect(auditFilter(noParams)).toEqual({})
  expect(auditFilter({ ...noParams, who: ' ann ', row: '12', from: '2026-11-22T21:55:00+08:00', to: 'yesterday' })).toEqual({
    actor: 'ann',
    seq: 12,
    from: '2026-11-22T13:55:00.000Z',
  })
  expect(auditFilter({ ...noParams, row: '1 or 1=1' })).toEqual({})
})

test.each<[string, Record<string, unknown>, boolean]>([
  ['all was read back', { evidence: 'task', addresses }, false],
  ['it was refused', { addresses: [{ ip: '10.0.0.5', outcome: 'failed', cause: 'address_in_use' }] }, false],
  ['a person closed it, though it was a count', { evidence: 'person', state: 'failed', addresses: [] }, true],
  ['a person adopted all of it', { evidence: 'person', state: 'succeeded', addresses: [{ ip: '10.0.0.5', outcome: 'done' }] }, false],
  ['a person closed one address of it', { addresses: [{ ip: '10.0.0.5', outcome: 'failed', cause: 'closed_by_person' }] }, true],
  ['nobody knows of one address', { addresses: [{ ip: '10.0.0.5', outcome: 'unknown' }] }, true],
])('that nothing was changed is not said where nobody knows: %s', (_, data, expected) => expect(isUnsure({ data })).toBe(expected))

const eip = { eipId: 'eip-1', publicIp: '1.2.3.4' }
test.each<[string, Record<string, unknown>, unknown]>([
  [
    'what a release was asked for',
    { before: { addresses: [{ ip: '10.0.0.5', eip }, { ip: '10.0.0.6' }] } },
    [{ ip: '10.0.0.5', eip: '1.2.3.4' }],
  ],
  [
    'what a move was asked for',
    { before: { ip: '10.0.0.5', eniId: 'eni-1', eip: { eipId: 'eip-1' } } },
    [{ ip: '10.0.0.5', eip: 'eip-1' }],
  ],
  ['what became of it', { addresses: [{ ip: '10.0.0.5', outcome: 'failed', eip }] }, [{ ip: '10.0.0.5', eip: '1.2.3.4' }]],
  ['a row from before they were kept', { addresses }, []],
  ['data that is not what it should be', { before: 'viewer', addresses: [{ ip: '10.0.0.5', eip: '1.2.3.4' }, null] }, []],
])('the EIPs in %s', (_, data, expected) => expect(auditEips({ data })).toEqual(expected))
