import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { en } from './messages/en/index.ts'

type Tree = { [key: string]: string | Tree }
const flatten = (tree: Tree, prefix = ''): string[] =>
  Object.entries(tree).flatMap(([key, value]) => (typeof value === 'string' ? [`${prefix}${key}`] : flatten(value, `${prefix}${key}.`)))

/** What screens are made of, without the texts themselves and the tests. */
const sources = globSync(['app/**/*.{ts,tsx}', 'components/**/*.{ts,tsx}', 'lib/**/*.ts'])
  .filter((file) => !/\.test\.tsx?$/.test(file) && !file.includes('messages'))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n')

/** Every word of the sources. A key's last word is among them wherever it is asked for: `t('title')`, `code: 'title'` in a list. */
const words = new Set(sources.match(/\w+/g))
/** Keys that are put together: `t(`${shell}Note`)` asks for every key that ends in `Note`. */
const built = [...sources.matchAll(/`(?:[^`]*\.)?(\w*)\$\{[^}]*\}(\w*)`/g)]
  .map(([, start = '', end = '']) => ({ start, end }))
  .filter(({ start, end }) => start !== '' || end !== '')

const isAskedFor = (key: string): boolean => {
  const last = key.split('.').at(-1) ?? ''
  return words.has(last) || built.some(({ start, end }) => last.startsWith(start) && last.endsWith(end))
}

/** Misses a key whose name is a common word; never blames one that is used, as long as its words are written down somewhere. */
test('every text is asked for by its name somewhere', () => {
  expect(flatten(en).filter((key) => !isAskedFor(key))).toEqual([])
})
