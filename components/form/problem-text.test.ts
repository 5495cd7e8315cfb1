import { expect, test } from 'vitest'
import { createTranslator } from 'use-intl/core'
import { en } from '#lib/i18n/messages/en/index.ts'
import { zh } from '#lib/i18n/messages/zh/index.ts'
import { problemText } from './problem-text.ts'

test.each([
  ['en', en, 'eni_busy', en.problem.code.eni_busy],
  ['zh', zh, 'eni_busy', zh.problem.code.eni_busy],
  ['en', en, 'network', en.problem.code.network],
  ['en', en, 'made_up', 'The server answered with an error that this page does not know (made_up).'],
  ['en', en, 'toString', 'The server answered with an error that this page does not know (toString).'],
] as const)('in %s (messages given) a problem has its text: %#', (locale, messages, code, expected) => {
  expect(problemText({ code }, createTranslator({ locale, messages, namespace: 'problem' }))).toBe(expected)
})
