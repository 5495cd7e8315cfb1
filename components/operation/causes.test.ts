import { expect, test } from 'vitest'
import { en } from '#lib/i18n/messages/en/index.ts'
import { zh } from '#lib/i18n/messages/zh/index.ts'
import { operationCauses } from '#lib/schema/operation-cause.ts'
import { asksFor, causeAction, causeKey, causeOf, ownWords, pastWords, whatKey } from './causes.ts'

test('every cause has its words, its next step and a decided offer, in both languages', () => {
  for (const messages of [en, zh]) expect(Object.keys(messages.operation.cause).toSorted()).toEqual(operationCauses.toSorted())
  expect(Object.keys(causeAction).toSorted()).toEqual(operationCauses.toSorted())
})

test('no two causes read the same', () => {
  for (const messages of [en, zh]) {
    const texts = Object.values(messages.operation.cause).map(({ what }) => what)
    expect(new Set(texts).size).toBe(texts.length)
  }
})

test('a code of a newer server is shown as unknown, not as nothing', () => {
  expect([causeOf('subnet_full'), causeOf('made_next_year'), causeOf(undefined)]).toEqual(['subnet_full', 'unknown_code', 'unknown_code'])
})

test('what reads differently for another kind has its words in both languages', () => {
  const { assign, ...others } = ownWords
  expect(assign).toEqual([])
  for (const { operation } of [en, zh])
    expect(Object.fromEntries(Object.entries(operation.causeOf).map(([kind, words]) => [kind, Object.keys(words).toSorted()]))).toEqual(
      Object.fromEntries(Object.entries(others).map(([kind, codes]) => [kind, codes.toSorted()])),
    )
  expect([
    causeKey('release', 'task_failed', 'what'),
    causeKey('assign', 'task_failed', 'next'),
    causeKey('note', 'made_next_year', 'what'),
  ]).toEqual(['causeOf.release.task_failed.what', 'cause.task_failed.next', 'cause.unknown_code.what'])
})

test('an ended operation is told in the past, and asks for nothing that was settled with it', () => {
  for (const { operation } of [en, zh]) expect(Object.keys(operation.causePast).toSorted()).toEqual(pastWords.toSorted())
  const open = { kind: 'assign', state: 'needs_attention' } as const
  const ended = { kind: 'move', state: 'failed' } as const
  expect([open, ended].map((one) => whatKey(one, 'difference'))).toEqual(['cause.difference.what', 'causePast.difference'])
  expect(whatKey(ended, 'task_failed')).toBe('causeOf.move.task_failed.what')
  expect([open, ended].map((one) => asksFor(one, 'lock_freed'))).toEqual([true, false])
  expect(asksFor(ended, 'late_departure')).toBe(true)
})
