import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { browserLayers, heavyPackages, layers, pureLayers, purePackages } from './layers.ts'

const within = (path: string, layer: string) => path === layer || path.startsWith(`${layer}/`)

/** `lib/server/enis/assign.ts` → rule `lib/server/*`, folder `lib/server/enis`. A name beats a star. */
function layerOf(path: string) {
  const hits = Object.keys(layers).flatMap((rule) => {
    if (rule.endsWith('/*.ts')) return dirname(path) === rule.slice(0, -5) ? [{ rule, folder: rule }] : []
    if (!rule.endsWith('/*')) return within(path, rule) ? [{ rule, folder: rule }] : []
    const parent = rule.slice(0, -2)
    const [name, rest] = within(path, parent) ? path.slice(parent.length + 1).split('/') : []
    return name && rest ? [{ rule, folder: `${parent}/${name}` }] : []
  })
  const star = (hit: { rule: string }) => Number(hit.rule.endsWith('*'))
  return hits.toSorted((a, b) => star(a) - star(b) || b.folder.length - a.folder.length)[0]
}

function violation(from: string, to: string) {
  const source = layerOf(from)
  if (!source) return `${from}: no layer covers this file`
  const allowed = layerOf(to)?.folder === source.folder || (layers[source.rule] ?? []).some((layer) => within(to, layer))
  return allowed ? undefined : `${from} may not import ${to}`
}

const comments = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm
const anyImport = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*|\bmock\s*\(\s*)(['"`])([^'"`]+)\1/g

/** What a source imports, as it is written: static, for types only, re-exported, dynamic, required, mocked. */
const specifiers = (source: string) => [...source.replace(comments, '').matchAll(anyImport)].map((match) => match[2] ?? '')

/** The file of ours that an import means, the import itself if there is no such file, `undefined` for a package. */
function target(from: string, specifier: string) {
  if (!/^[#.]/.test(specifier)) return undefined
  const path = specifier.startsWith('#') ? join(specifier.slice(1)) : join(dirname(from), specifier)
  return existsSync(path) && statSync(path).isFile() ? path : specifier
}

function problems(from: string, source: string) {
  const pure = pureLayers.some((layer) => within(from, layer))
  const inBrowsers = browserLayers.some((layer) => within(from, layer))
  return specifiers(source).flatMap((specifier) => {
    const to = target(from, specifier)
    if (to !== undefined) return violation(from, to.replaceAll('\\', '/')) ?? []
    if (inBrowsers && heavyPackages.includes(specifier)) return `${from} is loaded by browsers and may not import ${specifier}`
    return pure && !purePackages.includes(specifier) ? `${from} is pure and may not import ${specifier}` : []
  })
}

const covered = /^(?:(?:app|components|lib|emulator|e2e|bench|faults|scripts)\/.*|(?:server|instrumentation|proxy))\.tsx?$/
const exempt = /\.(?:test|bench)\.tsx?$/
const skipped = new Set(['node_modules', 'data', 'runtime', 'coverage'])

function walk(folder: string): string[] {
  return readdirSync(folder || '.', { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.isFile()) return path
    return entry.isDirectory() && !entry.name.startsWith('.') && !skipped.has(entry.name) ? walk(path) : []
  })
}

const files = walk('').filter((path) => covered.test(path) && !exempt.test(path))

test('every import follows lib/layers.ts', () => {
  expect(files.length).toBeGreaterThan(50)
  expect(files.flatMap((from) => problems(from, readFileSync(from, 'utf8')))).toEqual([])
})

describe('the net has no holes', () => {
  // Each line is an import that somebody will try one day.
  test.each([
    ['lib/query/eni.ts', 'lib/server/enis/assign.ts'],
    ['lib/schema/eni.ts', 'lib/plan/room.ts'],
    ['lib/ip/ipv4.ts', 'lib/schema/eni.ts'],
    ['components/eni/eni-table.tsx', 'components/operation/operation-table.tsx'],
    ['components/ui/button.tsx', 'lib/query/client.ts'],
    ['components/eni/eni-table.tsx', 'lib/server/base/env.ts'],
    ['components/eni/eni-table.tsx', 'app/(console)/layout.tsx'],
    ['emulator/wire/v2.ts', 'lib/server/cloud/v2/sign.ts'],
    ['emulator/wire/v2.ts', 'lib/schema/eni.ts'],
    ['lib/server/operations/worker.ts', 'lib/server/enis/assign.ts'],
    ['lib/server/enis/list.ts', 'lib/server/subnets/list.ts'],
    ['lib/server/enis/list.ts', 'lib/server/http/problem.ts'],
    ['lib/server/cloud/v2/driver.ts', 'lib/server/db/client.ts'],
    ['lib/server/enis/list.ts', 'emulator/control.ts'],
    ['e2e/assign.e2e.ts', 'emulator/state/world.ts'],
    ['e2e/assign.e2e.ts', 'lib/server/db/client.ts'],
    ['app/(console)/page.tsx', 'app/api/v1/enis/route.ts'],
    ['app/api/v1/enis/route.ts', 'components/eni/eni-table.tsx'],
    ['app/api/v1/enis/route.ts', 'app/api/testing/fixture.ts'],
    ['server.ts', 'emulator/main.ts'],
    ['lib/server/compose.ts', 'emulator/main.ts'],
    ['lib/server/enis/list.ts', 'lib/server/compose.ts'],
  ])('%s may not import %s', (from, to) => expect(violation(from, to)).toBe(`${from} may not import ${to}`))

  test.each([
    ['components/eni/eni-table.tsx', 'components/eni/columns.tsx'],
    ['components/eni/eni-table.tsx', 'components/ui/button.tsx'],
    ['app/api/v1/enis/route.ts', 'lib/server/http/route.ts'],
    ['lib/server/enis/list.ts', 'lib/server/base/errors.ts'],
    ['e2e/assign.e2e.ts', 'emulator/control.ts'],
  ])('%s may import %s', (from, to) => expect(violation(from, to)).toBeUndefined())

  test('every layer is there: a rule for nothing would be read as a plan', () => {
    const named = [...Object.keys(layers), ...Object.values(layers).flat()]
    expect(named.filter((layer) => !existsSync(layer.replace(/\/\*(?:\.ts)?$/, '')))).toEqual([])
  })

  test('a file that no layer covers is found', () => {
    expect(violation('lib/other/thing.ts', 'lib/ip/ipv4.ts')).toBe('lib/other/thing.ts: no layer covers this file')
  })

  // However it is written: a planted file with each form of import.
  test.each([
    "import { sign } from '#lib/server/cloud/client.ts'",
    "import type { Cloud } from '#lib/server/cloud/client.ts'",
    "import '#lib/server/cloud/client.ts'",
    "export * from '#lib/server/cloud/client.ts'",
    'export {\n  sign,\n  other,\n} from "#lib/server/cloud/client.ts"',
    "const client = await import('#lib/server/cloud/client.ts')",
    'const client = await import(\n  `#lib/server/cloud/client.ts`\n)',
    "const client = require('#lib/server/cloud/client.ts')",
    "import { sign } from './../../lib/server/cloud/client.ts'",
    "import { sign } from '#lib/ip/../server/cloud/client.ts'",
  ])('%s', (source) => {
    expect(problems('emulator/wire/planted.ts', source)).toEqual(['emulator/wire/planted.ts may not import lib/server/cloud/client.ts'])
  })

  test('an import of ours that leads nowhere, or past the layers, is found', () => {
    expect(problems('lib/ip/planted.ts', "import '#lib/nowhere.ts'")).toEqual(['lib/ip/planted.ts may not import #lib/nowhere.ts'])
    expect(problems('lib/ip/planted.ts', "import '#node_modules/zod/package.json'")).toEqual([
      'lib/ip/planted.ts may not import node_modules/zod/package.json',
    ])
  })

  test('pure code imports no package that touches the world', () => {
    expect(problems('lib/plan/planted.ts', "import { readFileSync } from 'node:fs'")).toEqual([
      'lib/plan/planted.ts is pure and may not import node:fs',
    ])
    expect(problems('lib/schema/planted.ts', "import * as z from 'zod/mini'")).toEqual([])
  })

  test('what browsers load imports nothing heavy', () => {
    expect(problems('components/eni/planted.ts', "import { z } from 'zod'")).toEqual([
      'components/eni/planted.ts is loaded by browsers and may not import zod',
    ])
    expect(problems('lib/server/planted.ts', "import { z } from 'zod'")).toEqual([])
  })

  test('what a comment says is no import', () => {
    expect(problems('lib/ip/planted.ts', "// import '#lib/server/base/env.ts'\n/* from '#lib/server/base/env.ts' */")).toEqual([])
  })
})
