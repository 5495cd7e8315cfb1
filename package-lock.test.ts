import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

type Entry = { os?: string[]; cpu?: string[]; libc?: string[]; resolved?: string; optionalDependencies?: Record<string, string> }

// npm's documented format, of which only these fields are read.
const packagesOf = (path: string) => (JSON.parse(readFileSync(path, 'utf8')) as { packages: Record<string, Entry> }).packages

const packages = packagesOf('package-lock.json')
const locked = (parent: string, name: string) => packages[`${parent}/node_modules/${name}`] ?? packages[`node_modules/${name}`]

/** A package whose native code comes in one optional package for each platform. */
const families = Object.entries(packages).flatMap(([parent, { optionalDependencies = {} }]) => {
  const members = Object.keys(optionalDependencies).flatMap((name) => locked(parent, name) ?? [])
  const platforms = new Set(members.flatMap(({ os, cpu }) => (os && cpu ? `${os} ${cpu}` : [])))
  return platforms.size >= 4 ? [{ name: parent, members }] : []
})

/** No `libc` in a package means that its binary needs none. */
const serves = (entry: Entry, os: string, cpu: string, libc?: string) =>
  entry.os?.includes(os) && entry.cpu?.includes(cpu) && (libc === undefined || entry.libc === undefined || entry.libc.includes(libc))

describe('package-lock.json installs on every platform', () => {
  // A version that was published without one of its binaries is locked without it, and `npm ci` fails there.
  test('no optional package is missing', () => {
    const missing = Object.entries(packages).flatMap(([parent, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !locked(parent, name)),
    )
    expect(missing).toEqual([])
  })

  test('the native packages are known', () => expect(families.length).toBeGreaterThan(5))

  describe.each(families)('$name', ({ members }) => {
    test.each([
      ['darwin', 'arm64', undefined],
      ['win32', 'x64', undefined],
      ['linux', 'x64', 'glibc'],
      ['linux', 'x64', 'musl'],
      ['linux', 'arm64', 'glibc'],
      ['linux', 'arm64', 'musl'],
    ])('%s %s %s', (os, cpu, libc) => expect(members.some((entry) => serves(entry, os, cpu, libc))).toBe(true))
  })

  test.each(['package-lock.json', 'scripts/runtime/package-lock.json'])('%s names no host', (path) => {
    expect(Object.entries(packagesOf(path)).filter(([, entry]) => entry.resolved !== undefined)).toEqual([])
  })
})
