import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runTool } from '#scripts/parts/tool.ts'

/** What holds a secret or the database: each refuses a browser by itself, and so does whatever imports it. */
const guarded = [
  'lib/server/base/env.ts',
  'lib/server/base/accounts-file.ts',
  'lib/server/base/secret-file.ts',
  'lib/server/audit/audit.ts',
  'lib/server/cloud/undici-transport.ts',
  'lib/server/cloud/v2/sign.ts',
  'lib/server/cloud/v3/sign.ts',
  'lib/server/db/database.ts',
  'lib/server/db/sqlite.ts',
  'lib/server/compose.ts',
  'lib/server/parts.ts',
]
const packages = [
  'better-sqlite3',
  'kysely',
  'kysely/migration',
  'p-queue',
  'pg',
  'pino',
  'prom-client',
  'undici',
  'zod',
  'zod/mini',
].concat(['', '/api', '/cookies', '/crypto', '/plugins/generic-oauth'].map((part) => `better-auth${part}`))
// Inside the project, where the packages and the names of the folders are found as they are for the app.
const folder = path.join('.cache', 'client-import')
const root = import.meta.dirname

beforeAll(() => {
  mkdirSync(path.join(folder, 'app'), { recursive: true })
  // Packages are not what this is about: some cannot be bundled for a browser at all, and the rest take a quarter of the time.
  const resolveAlias = Object.fromEntries(packages.map((name) => [name, './.cache/client-import/none.js']))
  const config = { typescript: { ignoreBuildErrors: true }, turbopack: { root, resolveAlias } }
  writeFileSync(path.join(folder, 'none.js'), 'module.exports = {}\n')
  writeFileSync(path.join(folder, 'next.config.mjs'), `export default ${JSON.stringify(config)}\n`)
  writeFileSync(
    path.join(folder, 'app', 'layout.tsx'),
    'export default function Layout({ children }) { return <html><body>{children}</body></html> }\n',
  )
  const imports = guarded.map((file, index) => `import * as m${index} from '#${file}'\n`).join('')
  const uses = guarded.map((_, index) => `m${index}`).join(', ')
  writeFileSync(
    path.join(folder, 'app', 'page.tsx'),
    `'use client'\n${imports}export default function Page() { return String([${uses}]) }\n`,
  )
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a component for the browser that imports a guarded module cannot be built', { timeout: 120_000 }, async () => {
  const { code, output } = await runTool('next/dist/bin/next', ['build', folder], { NEXT_TELEMETRY_DISABLED: '1' })
  expect(code).not.toBe(0)
  const named = [...stripVTControlCharacters(output).matchAll(/^\.\/(\S+?):\d+:\d+\n.*server-only/gm)].map((match) => match[1])
  expect(guarded.filter((file) => !named.includes(file))).toEqual([])
})
