import { expect, test } from 'vitest'
import type { Page } from '#lib/schema/page.ts'
import { everyPage } from './every-page.ts'

const read = (pages: Page<number>[]) => everyPage(async (cursor) => pages[Number(cursor ?? 0)] ?? { items: [], total: 0, observedAt: '' })
const silent = (region: string) => ({ account: 'main', region, code: 'cloud_unreachable' })

test('pages are joined: the oldest reading counts, and what any of them lacked is lacking', async () => {
  const pages = [
    { items: [1, 2], nextCursor: '1', total: 3, observedAt: '2026-11-22T13:55:03Z', missing: [silent('a')] },
    { items: [3], total: 4, observedAt: '2026-11-22T13:55:01Z', missing: [silent('a'), silent('b')] },
  ]
  expect(await read(pages)).toEqual({
    items: [1, 2, 3],
    total: 4,
    observedAt: '2026-11-22T13:55:01Z',
    missing: [silent('a'), silent('b')],
  })
})

test('where nothing is missing, nothing is said to be', async () => {
  expect(await read([{ items: [1], total: 1, observedAt: '2026-11-22T13:55:03Z' }])).toMatchObject({ items: [1], missing: undefined })
})
