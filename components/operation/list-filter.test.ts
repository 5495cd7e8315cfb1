import { expect, test } from 'vitest'
import { listFilter, parseStateFilter } from './list-filter.ts'

test('a filter says only what it narrows', () => {
  expect([listFilter('all', ' '), listFilter('open', ''), listFilter('failed', ' 10.0.1.9 ')]).toEqual([
    {},
    { open: true },
    { q: '10.0.1.9', state: 'failed,partial' },
  ])
  expect([parseStateFilter('failed'), parseStateFilter('made up')]).toEqual(['failed', 'all'])
})
