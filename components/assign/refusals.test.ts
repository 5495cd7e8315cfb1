import { expect, test } from 'vitest'
import { refusedRows, stillRefused } from './refusals.ts'

test('a refusal finds its address by the row of the body, with who has it', () => {
  const refused = refusedRows(
    [
      { path: 'addresses.1.ip', code: 'in_use', params: { holder: { eniId: 'eni-2' } } },
      { path: 'addresses.2.ip', code: 'claimed', params: { operationId: 'op-9' } },
      { path: 'addresses.9.ip', code: 'in_use' },
      { path: 'count', code: 'over_quota' },
      { path: 'addresses.0.ip', code: 'too_big' },
    ],
    ['10.0.1.36', '10.0.1.37', '10.0.1.38'],
  )
  expect([...refused.values()]).toMatchObject([
    { ip: '10.0.1.37', code: 'in_use', holder: { eniId: 'eni-2' } },
    { ip: '10.0.1.38', code: 'claimed', holder: { operationId: 'op-9' } },
  ])
  expect(refused.size).toBe(2)
})

test('a claim is refused until the next check says otherwise, a holder until the inventory is newer', () => {
  const at = 50_000
  const verdicts = refusedRows(
    [
      { path: 'addresses.0.ip', code: 'claimed' },
      { path: 'addresses.1.ip', code: 'cooling' },
      { path: 'addresses.2.ip', code: 'in_use' },
    ],
    ['10.0.1.36', '10.0.1.37', '10.0.1.38'],
  )
  const after = (check: Parameters<typeof stillRefused>[1]) => stillRefused({ at, verdicts }, check).map(({ code }) => code)
  expect(after(undefined)).toEqual(['claimed', 'cooling', 'in_use'])
  expect(after({ answeredAt: at - 1, observedAt: at - 9 })).toEqual(['claimed', 'cooling', 'in_use'])
  expect(after({ answeredAt: at + 1, observedAt: at - 9 })).toEqual(['in_use'])
  expect(after({ answeredAt: at + 1, observedAt: at })).toEqual([])
})
