import { afterEach, expect, test } from 'vitest'
import { noteServerTime, serverNow, serverTimeOf } from './server-clock.ts'

const laptop = Date.parse('2026-11-22T13:55:00Z')
afterEach(() => noteServerTime(new Date(laptop).toUTCString(), laptop))

test('what was read on a laptop that is five minutes slow is as old as it is', () => {
  noteServerTime('Sun, 22 Nov 2026 14:00:00 GMT', laptop)
  expect(serverTimeOf(laptop)).toBe('2026-11-22T14:00:00.000Z')
  const later = laptop + 12_000
  expect(serverNow(later) - Date.parse(serverTimeOf(laptop))).toBe(12_000)
})

test('a difference that the header is too coarse to tell is none', () => {
  noteServerTime('Sun, 22 Nov 2026 13:55:01 GMT', laptop)
  expect(serverTimeOf(laptop)).toBe('2026-11-22T13:55:00.000Z')
})
