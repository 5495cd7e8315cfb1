import { expect, test } from 'vitest'
import { pollAfter } from './interval.ts'

test.each([
  [30_000, 0, 30_000],
  [2_000, 1, 4_000],
  [2_000, 3, 16_000],
  [30_000, 5, 60_000],
])('every %s ms after %s failures waits %s ms', (calm, failures, expected) => {
  expect(pollAfter(calm, failures, () => 0.5)).toBe(expected)
})
