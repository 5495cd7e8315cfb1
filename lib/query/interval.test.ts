import { expect, test } from 'vitest'
import { listPollMs, pollAfter } from './interval.ts'

test.each([
  [30_000, 0, 30_000],
  [2_000, 1, 4_000],
  [2_000, 3, 16_000],
  [30_000, 5, 60_000],
])('every %s ms after %s failures waits %s ms', (calm, failures, expected) => {
  expect(pollAfter(calm, failures, () => 0.5)).toBe(expected)
})

test.each([
  [undefined, 30_000],
  [[], 30_000],
  [['timeout'], 5_000],
  [['timeout', 'loading'], 500],
])('a list without %j is looked at again after %s ms', (codes, expected) => {
  expect(listPollMs(codes?.map((code) => ({ code })))).toBe(expected)
})
