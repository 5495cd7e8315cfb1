import { expect, test } from 'vitest'
import { pausable } from './pausable.ts'

test('what is paused asks for nothing by itself: not in time, not when its window is looked at again', () => {
  const options = { refetchInterval: 30_000, refetchOnWindowFocus: 'always' as const }
  expect(pausable(options, false)).toEqual(options)
  expect(pausable({}, false)).toEqual({})
  expect(pausable(options, true)).toEqual({ refetchInterval: false, refetchOnWindowFocus: false, refetchOnReconnect: false })
})
