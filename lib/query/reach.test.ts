import { expect, test } from 'vitest'
import { isUnreachable, noteAnswer, noteNoAnswer, onReach } from './reach.ts'

test('out of reach from the second missing answer on that comes later than the first, until any answer', () => {
  const seen: boolean[] = []
  const stop = onReach(() => seen.push(isUnreachable()))
  noteNoAnswer(1000)
  // What a page that is left breaks off at once.
  noteNoAnswer(1010)
  expect(isUnreachable()).toBe(false)
  noteAnswer()
  noteNoAnswer(3000)
  noteNoAnswer(4000)
  noteNoAnswer(5000)
  expect(isUnreachable()).toBe(true)
  noteAnswer()
  expect(isUnreachable()).toBe(false)
  expect(seen).toEqual([true, false])
  stop()
})
