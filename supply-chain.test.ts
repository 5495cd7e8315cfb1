import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

type Entry = { version?: string; license?: string; dev?: boolean; devOptional?: boolean; integrity?: string; link?: boolean }

// npm's documented formats, of which only these fields are read.
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Entry> }
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<'dependencies' | 'devDependencies', Record<string, string>>
const nameOf = (key: string) => key.slice(key.lastIndexOf('node_modules/') + 'node_modules/'.length)
const installed = Object.entries(lock.packages).filter(([key]) => key !== '')
const shipped = installed.filter(([, entry]) => !entry.dev && !entry.devOptional)

describe('what is installed', () => {
  test('every package is checked against a digest', () =>
    expect(installed.filter(([, { integrity, link }]) => link || !integrity?.startsWith('sha512-'))).toEqual([]))

  test('every dependency is pinned to one version', () =>
    expect(
      Object.values({ ...manifest.dependencies, ...manifest.devDependencies }).filter((range) => !/^\d+\.\d+\.\d+$/.test(range)),
    ).toEqual([]))

  // The newest that is known to mend an advisory; older ones are known to be open.
  test.each([['next', '16.4.5']])('%s is %s or newer', (name, least) => {
    const numbers = (version = '0') => version.split('.').map(Number)
    const [found, wanted] = [numbers(lock.packages[`node_modules/${name}`]?.version), numbers(least)]
    const first = wanted.findIndex((part, index) => part !== found[index])
    expect(first === -1 || (found[first] ?? 0) > (wanted[first] ?? 0)).toBe(true)
  })
})

describe('licences of what runs', () => {
  const free = ['MIT', 'Apache-2.0', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'BlueOak-1.0.0', 'CC0-1.0', 'Unlicense']
  /** Others, each with what makes it fit: nothing of them is changed or linked into our code. */
  const others: [RegExp, string, string][] = [
    [/^caniuse-lite$/, 'CC-BY-4.0', 'data of the build'],
    [/^lightningcss/, 'MPL-2.0', 'program of the build, unchanged'],
    [/^@img\/sharp/, 'LGPL-3.0-or-later', 'optional package of the framework, never loaded: pictures are not resized'],
  ]
  const isFree = (name: string, license: string) =>
    free.includes(license) || others.some(([pattern, other]) => pattern.test(name) && license === other)
  /** `A AND B` binds by both; `(A OR B)` leaves the choice. */
  const fits = (name: string, license = '') =>
    license.split(' AND ').every((all) =>
      all
        .replaceAll(/[()]/g, '')
        .split(' OR ')
        .some((one) => isFree(name, one)),
    )

  test('each is free to use, and the exceptions are known', () =>
    expect(shipped.map(([key, { license }]) => [nameOf(key), license] as const).filter(([name, license]) => !fits(name, license))).toEqual(
      [],
    ))
})

test('the bill of materials names all that is installed', () => {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_(package|lifecycle)/i.test(name)))
  const text = execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], {
    // Next.js declares NODE_ENV as always there; it is, for the app.
    env: env as NodeJS.ProcessEnv,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    shell: process.platform === 'win32',
  })
  const folder = path.join('.cache', 'reports')
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, 'sbom.cdx.json'), text)
  const sbom = JSON.parse(text) as { bomFormat: string; components: { name: string; version: string }[] }
  expect(sbom.bomFormat).toBe('CycloneDX')
  const named = new Set(sbom.components.map(({ name, version }) => `${name}@${version}`))
  expect(installed.map(([key, { version }]) => `${nameOf(key)}@${version}`).filter((id) => !named.has(id))).toEqual([])
})
