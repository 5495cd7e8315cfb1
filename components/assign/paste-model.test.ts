import fc from 'fast-check'
import { expect, test } from 'vitest'
import { notAdded, planPaste } from './paste-model.ts'

const known = {
  cidr: '10.0.1.0/24',
  onThisEni: ['10.0.1.17'],
  quotaLimit: 5,
  verdicts: new Map([['10.0.1.41', { ip: '10.0.1.41', code: 'in_use' as const }]]),
}

test('a range fills what the quota leaves; what is taken, what has no room and what was not understood are all named', () => {
  const plan = planPaste('10.0.1.40-46, host-a 10.0.9.9', [{ ip: '10.0.1.40', primary: false }], known)
  expect(plan).toMatchObject({
    chosen: ['10.0.1.42', '10.0.1.43', '10.0.1.44'],
    leftOver: ['10.0.1.45', '10.0.1.46'],
    leftOverBy: 'quota',
    rejected: [{ text: 'host-a', code: 'malformed' }],
  })
  expect(plan.unusable.map(({ ip, code }) => `${ip} ${code}`)).toEqual([
    '10.0.1.40 duplicate',
    '10.0.1.41 in_use',
    '10.0.9.9 outside_subnet',
  ])
  expect(notAdded(plan).split('\n')).toHaveLength(6)
})

test('a repetition names a row that is there, and none that is yet to come', () => {
  const rows = ['', '10.0.1.50', ''].map((ip) => ({ ip, primary: false }))
  expect(planPaste('10.0.1.50 10.0.1.51 10.0.1.51', rows, known).unusable).toEqual([
    { ip: '10.0.1.50', code: 'duplicate', row: 2 },
    { ip: '10.0.1.51', code: 'duplicate' },
  ])
})

test('where the quota is unknown, the limit is that of one operation and is called so', () => {
  const plan = planPaste('10.0.0.0/25 10.0.0.128/25', [], { cidr: undefined, onThisEni: [], quotaLimit: undefined, verdicts: new Map() })
  expect([plan.chosen.length, plan.leftOver.length, plan.leftOverBy]).toEqual([200, 56, 'operation'])
})

test('nothing is ever lost', () =>
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.ipV4(), fc.constant('10.0.1.9'), fc.constant('x')), { maxLength: 20 }), (parts) => {
      const { chosen, unusable, leftOver, rejected } = planPaste(parts.join(' '), [], known)
      return chosen.length + unusable.length + leftOver.length + rejected.length === parts.length
    }),
  ))
