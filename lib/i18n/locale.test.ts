import { expect, test } from 'vitest'
import { negotiateLocale } from './locale.ts'

test.each([
  ['zh', 'en', 'zh'],
  [undefined, 'zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
  [undefined, 'en-GB,en;q=0.9,zh;q=0.8', 'en'],
  [undefined, 'fr;q=0.9, zh-TW;q=0.5', 'zh'],
  [undefined, 'zh;q=0, de', 'en'],
  ['de', 'zh', 'zh'],
  [undefined, undefined, 'en'],
  [undefined, '*', 'en'],
])('cookie %s with Accept-Language %s gives %s', (cookie, accept, expected) => {
  expect(negotiateLocale(cookie, accept)).toBe(expected)
})
