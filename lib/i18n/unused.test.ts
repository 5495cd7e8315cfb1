import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { en } from './messages/en/index.ts'

type Tree = { [key: string]: string | Tree }
const flatten = (tree: Tree, prefix = ''): string[] =>
  Object.entries(tree).flatMap(([key, value]) => (typeof value === 'string' ? [`${prefix}${key}`] : flatten(value, `${prefix}${key}.`)))

/** What screens are made of, by path, without the texts themselves, the tests and the comments. */
const sources = new Map(
  globSync(['app/**/*.{ts,tsx}', 'components/**/*.{ts,tsx}', 'lib/**/*.ts'])
    .filter((file) => !/\.test\.tsx?$/.test(file) && !file.includes('messages'))
    .map((file) => [file, readFileSync(file, 'utf8').replaceAll(/\/\*.*?\*\/|(?<!\S)\/\/.*?$/gms, '')]),
)
const sourceOf = (file: string): string => sources.get(file) ?? ''

/** A file with what it imports: where the parts of a key are written down that it does not write down itself. */
const nearOf = (file: string): string[] => [
  file,
  ...[...sourceOf(file).matchAll(/from '(?:#|(\.\/))([^']+)'/g)].map(([, here, path = '']) =>
    here === undefined ? path : join(file, '..', path),
  ),
]

/** Keys in quotes: `'a.b'`, and `` `a.${b}` `` with a star for what is put in. */
const keysIn = (code: string): string[] =>
  [...code.matchAll(/'([\w.]+)'|`((?:[\w.]|\$\{[^}]*\})+)`/g)].map(
    ([, plain, built = '']) => plain ?? built.replaceAll(/\$\{[^}]*\}/g, '*'),
  )

/** The first argument of a call, which begins at `from`. */
function firstArgument(source: string, from: number): string {
  let depth = 0
  for (let at = from; at < source.length; at += 1) {
    const sign = source.charAt(at)
    if (depth === 0 && (sign === ',' || sign === ')')) return source.slice(from, at)
    if ('([{'.includes(sign)) depth += 1
    if (')]}'.includes(sign)) depth -= 1
  }
  return source.slice(from)
}

/** What a file asks its translators for, by whole keys with stars. */
function askedIn(file: string): string[] {
  const source = sourceOf(file)
  const translators = source.matchAll(/(?:const (\w+) = (?:await )?)?(?:use|server)Translations(?:\('([\w.]+)'\)|<'([\w.]+)'>)/g)
  return [...translators].flatMap(([, name = String.raw`\w+`, given, typed]) => {
    // One that has no name of its own here is called at once, or goes by the name of a parameter.
    const calls = source.matchAll(new RegExp(String.raw`(?<=\b${name}(?:\.(?:rich|markup|has))?|Translations\('[\w.]+'\)\)?)\(`, 'g'))
    const asked = [...calls].map(({ index }) => firstArgument(source, index + 1))
    // Asked for by a variable, by what a function makes, or by somebody to whom the translator is handed.
    const isElsewhere =
      asked.some((argument) => keysIn(argument).length === 0 || /^\w+\(|\?\?/.test(argument)) ||
      new RegExp(String.raw`\b${name}\b *[,)}]`).test(source)
    // There, what is put in right at the beginning belongs to some other namespace.
    const near = nearOf(file).flatMap((path) => keysIn(sourceOf(path)).filter((key) => !key.startsWith('*')))
    return [...asked.flatMap(keysIn), ...(isElsewhere ? ['*', ...near] : [])].map((key) => `${given ?? typed}.${key}`)
  })
}

/** Those of `keys` that no file asks for. */
function unasked(keys: readonly string[]): string[] {
  const asked = new Set<string>()
  for (const file of sources.keys()) {
    const words = new Set(nearOf(file).flatMap((path) => keysIn(sourceOf(path))))
    for (const key of askedIn(file)) {
      const pattern = new RegExp(`^${key.replaceAll('.', String.raw`\.`).replaceAll('*', String.raw`(\w+)`)}$`)
      for (const one of key.includes('*') ? keys : [key]) {
        const parts = pattern.exec(one)?.slice(1)
        if (parts?.every((part) => words.has(part))) asked.add(one)
      }
    }
  }
  return keys.filter((key) => !asked.has(key))
}

/**
 * Misses a key of a namespace that is asked by a variable, if its name is also another word in quotes near it. The codes of problems are
 * properties of the schema, and held against it in messages.test.ts.
 */
test('every text is asked for by its namespace and name somewhere', () => {
  // Names that are asked for, of other namespaces.
  const planted = ['assign.paste.source', 'operation.filter.count', 'operation.view.open', 'status.step.failed']
  const keys = flatten(en).filter((key) => !key.startsWith('problem.code.'))
  expect(unasked([...keys, ...planted])).toEqual(planted)
})
