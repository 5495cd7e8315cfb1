import { expect, test } from 'vitest'
import { fieldTime } from './field-time.ts'

const before = '2026-11-22T13:55:00.000Z'

test.each([
  ['a whole time', '2026-11-23T08:00', false, '2026-11-23T00:00:00.000Z'],
  ['one segment cleared', '', true, before],
  ['the year being typed', '0002-11-22T21:55', false, before],
  ['all of it cleared', '', false, ''],
])('a field with %s', (_, text, bad, expected) => expect(fieldTime(text, bad, before, 'Asia/Shanghai')).toBe(expected))
