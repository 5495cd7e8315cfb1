import { expect, test } from 'vitest'
import { absoluteText, ageUnit, fromLocalInput, localInput } from './time-text.ts'

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

test('a year has four digits, so that a time can be read back', () => {
  expect(absoluteText(Date.parse('0002-11-22T00:00:00Z'), 'UTC')).toBe('0002-11-22 00:00:00 (UTC)')
})

test.each([
  ['2026-11-22T21:55', 'Asia/Shanghai', '2026-11-22T13:55:00.000Z'],
  ['2026-11-22T21:55', 'UTC', '2026-11-22T21:55:00.000Z'],
  ['2026-07-01T00:00', 'America/New_York', '2026-07-01T04:00:00.000Z'],
  // Skipped by the clocks: the hour after. Repeated by them: the first.
  ['2026-03-08T02:30', 'America/New_York', '2026-03-08T07:30:00.000Z'],
  ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00.000Z'],
])('%s in %s is %s', (text, zone, expected) => {
  const at = fromLocalInput(text, zone)
  expect(at === undefined ? undefined : new Date(at).toISOString()).toBe(expected)
  // One that was skipped comes back as the hour after.
  expect(localInput(at ?? 0, zone)).toBe(text.replace('2026-03-08T02:30', '2026-03-08T03:30'))
})

test('half a time is none', () => {
  expect(fromLocalInput('', 'UTC')).toBeUndefined()
  expect(fromLocalInput('2026-11-22', 'UTC')).toBeUndefined()
  expect(fromLocalInput('0202-11-22T21:55', 'UTC')).toBeUndefined()
  expect(fromLocalInput('2026-13-22T21:55', 'UTC')).toBeUndefined()
})
