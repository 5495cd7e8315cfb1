import { expect, test } from 'vitest'
import { fieldTime, isEmptyRange } from './field-time.ts'

const before = '2026-11-22T13:55:00.000Z'

test.each([
  ['a whole time', '2026-11-23T08:00', false, '2026-11-23T00:00:00.000Z'],
  ['one segment cleared', '', true, before],
  ['the year being typed', '0002-11-22T21:55', false, before],
  ['all of it cleared', '', false, ''],
])('a field with %s', (_, text, bad, expected) => expect(fieldTime(text, bad, before, 'Asia/Shanghai')).toBe(expected))

test('a range is empty when it ends before it has begun, whatever the zone it is written in', () => {
  const later = '2026-11-22T22:00:00.000+08:00'
  const ranges = [
    { from: later, to: before },
    { from: before, to: before },
    { from: before, to: later },
    { from: later },
    { to: before, from: '' },
    {},
  ]
  expect(ranges.map(isEmptyRange)).toEqual([true, true, false, false, false, false])
})
