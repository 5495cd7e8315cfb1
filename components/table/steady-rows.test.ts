import { expect, test } from 'vitest'
import { steadyRows } from './steady-rows.ts'

test.each([
  ['nothing new', ['b', 'a'], ['b', 'a'], ['b', 'a'], 0],
  ['new ones on top wait', ['b', 'a'], ['d', 'c', 'b', 'a'], ['b', 'a'], 2],
  ['one between others waits', ['c', 'a'], ['c', 'b', 'a'], ['c', 'a'], 1],
  ['older ones that were asked for come behind', ['c', 'b'], ['c', 'b', 'a'], ['c', 'b', 'a'], 0],
  ['one that would stand elsewhere stays', ['c', 'b', 'a'], ['b', 'c', 'a'], ['c', 'b', 'a'], 0],
  ['one that is gone goes', ['c', 'b', 'a'], ['c', 'a'], ['c', 'a'], 0],
  ['all others', ['b', 'a'], ['d', 'c'], ['d', 'c'], 0],
  ['the first of all', [], ['b', 'a'], ['b', 'a'], 0],
])('%s', (_, shown, fresh, keys, waiting) => expect(steadyRows(shown, fresh)).toEqual({ keys, waiting }))
