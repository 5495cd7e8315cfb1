import { expect, test } from 'vitest'
import { absoluteText, ageUnit } from './time-text.ts'

test.each([
  [-5_000, 'second', 0],
  [999, 'second', 0],
  [59_999, 'second', 59],
  [60_000, 'minute', 1],
  [3_599_999, 'minute', 59],
  [3_600_000, 'hour', 1],
  [86_400_000, 'day', 1],
] as const)('an age of %i ms is counted in %ss: %i', (ageMs, unit, value) => {
  expect(ageUnit(ageMs)).toEqual({ unit, value })
})

test('an absolute time names its zone, and is the same in both languages', () => {
  const at = Date.parse('2026-11-22T13:55:03Z')
  expect(absoluteText(at, 'Asia/Shanghai')).toBe('2026-11-22 21:55:03 (UTC+8)')
  expect(absoluteText(at, 'UTC')).toBe('2026-11-22 13:55:03 (UTC)')
  expect(absoluteText(at, 'Asia/Kolkata')).toBe('2026-11-22 19:25:03 (UTC+5:30)')
})

test('midnight is 00, not 24', () => {
  expect(absoluteText(Date.parse('2026-11-22T00:00:00Z'), 'UTC')).toBe('2026-11-22 00:00:00 (UTC)')
})
