import { expect, test } from 'vitest'
import { createTranslator } from 'use-intl/core'
import { en } from '#lib/i18n/messages/en/index.ts'
import { zh } from '#lib/i18n/messages/zh/index.ts'
import { fieldTexts, problemText } from './problem-text.ts'

test.each([
  ['en', en, 'eni_busy', en.problem.code.eni_busy],
  ['zh', zh, 'eni_busy', zh.problem.code.eni_busy],
  ['en', en, 'network', en.problem.code.network],
  ['en', en, 'made_up', 'The server answered with an error that this page does not know (made_up).'],
  ['en', en, 'toString', 'The server answered with an error that this page does not know (toString).'],
] as const)('in %s (messages given) a problem has its text: %#', (locale, messages, code, expected) => {
  expect(problemText({ code }, createTranslator({ locale, messages, namespace: 'problem' }))).toBe(expected)
})

test('what is wrong with fields is said once each; verdicts stand at their rows', () => {
  const t = createTranslator({ locale: 'en', messages: en, namespace: 'problem' })
  const fields = ['two_primaries', 'two_primaries', 'in_use', 'subnet_full'].map((code, row) => ({
    path: `addresses.${row}.primary`,
    code,
  }))
  expect(fieldTexts(fields, t)).toEqual([en.problem.field.two_primaries, en.problem.field.subnet_full])
  expect(fieldTexts(undefined, t)).toEqual([])
})
