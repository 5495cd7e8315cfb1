import { expect, test } from 'vitest'
import { targetRow } from './use-row-keys.ts'

test.each([
  ['ArrowDown', 0, 1],
  ['ArrowDown', 99, 99],
  ['ArrowUp', 0, 0],
  ['ArrowUp', 5, 4],
  ['PageDown', 5, 25],
  ['PageDown', 95, 99],
  ['PageUp', 5, 0],
  ['Home', 50, 0],
  ['End', 50, 99],
  ['a', 50, undefined],
])('%s in row %i of 100 leads to %s', (key, from, to) => {
  expect(targetRow(key, from, 100, 20)).toBe(to)
})

test('no key leads anywhere in an empty table', () => {
  expect(targetRow('ArrowDown', 0, 0, 20)).toBeUndefined()
})
