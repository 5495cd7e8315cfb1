import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { unwritable } from './base.mjs'
import { ownerOf, withLock } from './lock.mjs'
import { cleanEnv, complaintOf } from './npm.mjs'
import { isUpToDate } from './packages.mjs'
import { isNewEnough, majorOf } from './runtime.mjs'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'enidesk-launch-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('lock', () => {
  test('one after the other, and nothing is left', async () => {
    const lock = join(folder, 'a', 'lock')
    const events: string[] = []
    const work = (name: string) => async () => {
      events.push(`${name} in`)
      await new Promise((done) => setTimeout(done, 20))
      events.push(`${name} out`)
    }
    await Promise.all(['x', 'y', 'z'].map((name) => withLock(lock, work(name))))
    expect(events.filter((_, n) => n % 2 === 0).map((event) => event.replace(' in', ' out'))).toEqual(events.filter((_, n) => n % 2 === 1))
    expect(readdirSync(join(folder, 'a'))).toEqual([])
  })

  test('a failure inside frees it', async () => {
    const lock = join(folder, 'lock')
    await expect(withLock(lock, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
    expect(await withLock(lock, async () => 7)).toBe(7)
  })

  test('a dead owner is passed over, a live one is waited for', async () => {
    const lock = join(folder, 'lock')
    mkdirSync(lock)
    writeFileSync(join(lock, 'pid'), '4242')
    expect(ownerOf(lock, Date.now(), () => true)).toBe(4242)
    expect(ownerOf(lock, Date.now(), () => false)).toBeUndefined()
    // A number that lives again as another process does not touch the file.
    expect(ownerOf(lock, Date.now() + 31_000, () => true)).toBeUndefined()
  })

  test('an owner that died before it wrote its name', async () => {
    const lock = join(folder, 'lock')
    mkdirSync(lock)
    expect(ownerOf(lock)).toBe(0)
    const longAgo = new Date(Date.now() - 60_000)
    utimesSync(lock, longAgo, longAgo)
    expect(await withLock(lock, async () => 'taken')).toBe('taken')
  })
})

describe('what is installed', () => {
  const lock = {
    packages: {
      '': { version: '1.0.0' },
      'node_modules/a': { version: '1.2.3', integrity: 'sha512-a' },
      'node_modules/a-win32': { version: '1.2.3', optional: true },
      'node_modules/tool': { version: '1.2.3', dev: true },
    },
  }
  const a = { 'node_modules/a': { version: '1.2.3', integrity: 'sha512-a' } }
  const tool = { 'node_modules/tool': { version: '1.2.3' } }
  test('fits, with or without the binaries of other platforms', () => {
    expect(isUpToDate(lock, { packages: { ...a, ...tool } })).toBe(true)
    expect(isUpToDate(lock, { packages: { ...a, ...tool, 'node_modules/a-win32': { version: '1.2.3' } } })).toBe(true)
  })
  test('fits without what is for development only where the finished server is enough', () => {
    expect(isUpToDate(lock, { packages: a })).toBe(false)
    expect(isUpToDate(lock, { packages: a }, true)).toBe(true)
    expect(isUpToDate(lock, { packages: tool }, true)).toBe(false)
  })
  test.each([
    ['missing', {}],
    ['of another version', { 'node_modules/a': { version: '1.2.4' } }],
    ['of other content', { 'node_modules/a': { version: '1.2.3', integrity: 'sha512-b' } }],
    ['too many', { ...a, 'node_modules/b': { version: '1.0.0' } }],
    ['optional but of another version', { ...a, 'node_modules/a-win32': { version: '1.0.0' } }],
  ])('%s', (_, packages) => expect(isUpToDate(lock, { packages: { ...tool, ...packages } })).toBe(false))
})

describe('versions', () => {
  test.each([
    ['v24.0.0', '>=24', true],
    ['v26.1.0', '>=24', true],
    ['v20.20.2', '>=24', false],
    ['v9.9.9', '>=24', false],
  ])('%s for %s: %s', (version, engines, enough) => expect(isNewEnough(version, engines)).toBe(enough))

  test('the runtime that is fetched satisfies the engines', () => {
    const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'))
    expect(majorOf(read('scripts/runtime/package.json').dependencies.node)).toBe(majorOf(read('package.json').engines.node))
  })
})

describe('npm', () => {
  test('its complaint is the line that says something', () => {
    const output =
      'npm warn old\nnpm error code ENOTFOUND\nnpm error errno -3008\nnpm error network request to the registry failed\nnpm error A complete log of this run…'
    expect(complaintOf(output)).toBe('network request to the registry failed')
    expect(complaintOf('npm error code EUSAGE\n')).toBe('code EUSAGE')
    expect(complaintOf('sh: npm: not found\n')).toBe('sh: npm: not found')
  })
  test('does not hear what another npm told us about this package', () => {
    const env = {
      PATH: '/bin',
      npm_package_name: 'enidesk',
      npm_lifecycle_event: 'start',
      npm_config_local_prefix: '/x',
      npm_config_registry: 'r',
    }
    expect(cleanEnv(env)).toEqual({ PATH: '/bin', npm_config_registry: 'r' })
  })
})

test('a disk that refuses is said in one line', () => {
  expect(unwritable(Object.assign(new Error('x'), { code: 'EROFS', path: '/data' }))).toBe(
    'Cannot write /data: the disk is read-only. Make it writable for this user and try again.',
  )
  expect(unwritable(new Error('x'))).toBeUndefined()
})
