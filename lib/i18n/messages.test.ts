import { expect, test } from 'vitest'
import { harmlessVerdicts, verdictCodes } from '#lib/schema/assign.ts'
import { fieldCodes, problemStatus } from '#lib/schema/problem.ts'
import { en } from './messages/en/index.ts'
import { zh } from './messages/zh/index.ts'

type Tree = { [key: string]: string | Tree }
const flatten = (tree: Tree, prefix = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${prefix}${key}`, value] satisfies [string, string]] : flatten(value, `${prefix}${key}.`),
  )

const texts = { en: flatten(en), zh: flatten(zh) }
const chinese = new Map(texts.zh)

/** Names of the ICU arguments and rich-text tags of a message, at any depth. */
const argumentsOf = (text: string): string[] =>
  [
    ...new Set(
      [...text.matchAll(/\{\s*(\w+)\s*(?=[,}])/g), ...text.matchAll(/<(\w+)>/g)].map((match) =>
        match[0].startsWith('<') ? `<${match[1]}>` : (match[1] ?? ''),
      ),
    ),
  ].toSorted()

/** A plural branch such as `one {row}` looks like an argument to the pattern above: drop the branches that are plain words. */
const declared = (text: string): string[] =>
  argumentsOf(text.replaceAll(/\b(?:zero|one|two|few|many|other|=\d+)\s*\{([^{}]*)\}/g, (_, inner: string) => ` ${inner} `))

test('both languages have the same keys', () => {
  expect(texts.zh.map(([key]) => key).toSorted()).toEqual(texts.en.map(([key]) => key).toSorted())
})

test('both languages use the same arguments in every message', () => {
  for (const [key, text] of texts.en) expect({ key, args: declared(chinese.get(key) ?? '') }).toEqual({ key, args: declared(text) })
})

test('no text is empty or has spaces at its ends', () => {
  // The prefix of a page's title ends with the space before the title.
  const bad = [...texts.en, ...texts.zh].filter(
    ([key, text]) => text.trim() === '' || (text !== text.trim() && key !== 'problem.titlePrefix'),
  )
  expect(bad).toEqual([])
})

test.each([
  ['half-width punctuation after Han', /[\u4e00-\u9fff][,;:!?()]/],
  ['a half-width full stop after Han', /[\u4e00-\u9fff]\.(?!\d)/],
  ['no space between Han and Latin', /[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]/],
  ['a space beside full-width punctuation', / [，。：；（）]|[，。：；（）] /],
  ['three dots in place of an ellipsis', /\.\.\./],
])('no Chinese text has %s', (_, pattern) => {
  expect(texts.zh.filter(([, text]) => pattern.test(text))).toEqual([])
})

test('every problem code has a text in both languages', () => {
  const codes = [...Object.keys(problemStatus), 'network', 'bad_reply', 'timeout'].toSorted()
  expect(Object.keys(en.problem.code).toSorted()).toEqual(codes)
  expect(Object.keys(zh.problem.code).toSorted()).toEqual(codes)
})

test('every code of a field has a text in both languages, and every verdict', () => {
  expect(Object.keys(en.problem.field).toSorted()).toEqual(fieldCodes.toSorted())
  expect(Object.keys(zh.problem.field).toSorted()).toEqual(fieldCodes.toSorted())
  for (const code of verdictCodes) expect([code, Object.keys(en.assign.verdict).includes(code)]).toEqual([code, true])
  expect(harmlessVerdicts.every((code) => verdictCodes.includes(code))).toBe(true)
})
