/** From the cloud's code to what a person reads: no code of the vendor's tables ends without words for cause and next step. */
import { describe, expect, test } from 'vitest'
import { en } from '#lib/i18n/messages/en/index.ts'
import { zh } from '#lib/i18n/messages/zh/index.ts'
import { toOperationCause } from '#lib/schema/operation-cause.ts'
import { meaningOf as meaningV2, numberMeanings, symbolMeanings } from '#lib/server/cloud/v2/codes.ts'
import { meaningOf as meaningV3, meanings } from '#lib/server/cloud/v3/codes.ts'

/** What lib/server/cloud's own tests hold against the vendor's lists, and members of the families that no list names one by one. */
const codes: [string, string][] = [
  ...[...symbolMeanings.keys()].map((symbol): [string, string] => [`v2 ${symbol}`, meaningV2(5100, symbol).cause]),
  ...[...numberMeanings.keys()].map((number): [string, string] => [`v2 ${number}`, meaningV2(number, undefined).cause]),
  ...[...meanings.keys()].map((code): [string, string] => [`v3 ${code}`, meaningV3(code, 'AssignPrivateIpAddresses').cause]),
  ...['RequestLimitExceeded.Made', 'InternalError.Made', 'FailedOperation.Made', 'LimitExceeded.TagQuota'].map((code): [string, string] => [
    `v3 ${code}`,
    meaningV3(code, 'AssignPrivateIpAddresses').cause,
  ]),
]

const isSentence = { en: /^[A-Z“].*[.]$/s, zh: /\p{Script=Han}.*[。]$/su }

describe.each([
  ['en', en.operation.cause],
  ['zh', zh.operation.cause],
] as const)('in %s', (language, words) => {
  test.each(codes)('%s', (_, word) => {
    const cause = toOperationCause(word)
    // The word is one of ours, and no listed code is told as one that we do not know.
    expect([cause, cause]).toEqual([word, expect.not.stringMatching(/^unknown_code$/)])
    expect(words[cause].what).toMatch(isSentence[language])
    expect(words[cause].next).toMatch(isSentence[language])
  })
})

test('a code that nobody listed is shown as one, with a next step', () => {
  expect([meaningV2(7777, 'MadeUp').cause, meaningV3('MadeUp.Code').cause]).toEqual(['unknown_code', 'unknown_code'])
  for (const { operation } of [en, zh]) expect(operation.cause.unknown_code.next).not.toBe('')
})
