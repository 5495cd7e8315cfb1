import { expect, test } from 'vitest'
import { languageOf } from './language-of.ts'

test('one Chinese word makes the cloud’s text Chinese, whatever code stands before it', () => {
  expect(languageOf('UnsupportedOperation: 输入的资源ID与IP绑定的资源不匹配')).toBe('zh-CN')
  expect(languageOf('InvalidParameter: The parameter `vpcId` is invalid – “x”.')).toBe('en')
  expect(languageOf('')).toBe('en')
})
