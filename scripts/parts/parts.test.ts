import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findChromium } from './chromium.ts'
import { countCheck, countPlaywright, countVitest, sum, verdict } from './counts.ts'
import { scratchParent, withScratch } from './scratch.ts'
import { databaseFolder, hasCredentials, portOption, readSettings } from './settings.ts'
import { digestOfSources } from './sources.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'enidesk-parts-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('counts', () => {
  const file = (status: string, ...tests: string[]) => ({
    name: 'a.test.ts',
    status,
    assertionResults: tests.map((each, index) => ({ status: each, fullName: `test ${index}` })),
  })
  const story = (ok: boolean) => ({ ok, file: 'a.e2e.ts', line: 7, title: 'a story' })

  test('vitest: tests, and files that broke before their first test', () => {
    const report = { numPassedTests: 2, testResults: [file('failed', 'passed', 'failed'), file('failed'), file('passed', 'passed')] }
    expect(countVitest(report, 1)).toEqual({ passed: 2, failed: 2, names: ['a.test.ts › test 1', 'a.test.ts'] })
  })
  test('playwright: a story that passed only on a second try has failed', () => {
    const suites = [{ specs: [story(true)], suites: [{ specs: [story(false)] }] }]
    expect(countPlaywright({ stats: { expected: 5, unexpected: 1, flaky: 1 }, errors: ['x'], suites }, 1)).toEqual({
      passed: 5,
      failed: 3,
      names: ['a.e2e.ts:7 › a story'],
    })
  })
  test('a part that ran nothing has failed', () => {
    const failed = { passed: 0, failed: 1 }
    expect(countVitest({ numPassedTests: 0, testResults: [] }, 0)).toMatchObject(failed)
    expect(countPlaywright({ stats: { expected: 0, unexpected: 0, flaky: 0 }, errors: [], suites: [] }, 0)).toMatchObject(failed)
    expect(countPlaywright(undefined, 0)).toMatchObject(failed)
  })
  test('a runner that fails without a failed test has failed', () => {
    expect(countVitest({ numPassedTests: 3, testResults: [file('passed', 'passed', 'passed', 'passed')] }, 1)).toMatchObject({
      passed: 3,
      failed: 1,
    })
  })
  test('the last line', () => {
    expect(verdict(sum([countCheck(0), countCheck(2), { passed: 40, failed: 0 }]))).toBe('41 passed, 1 failed')
  })
})

describe('settings', () => {
  test('the environment goes before .env', () => {
    writeFileSync(join(folder, '.env'), 'PORT=1\nHOST=::1 # comment\n')
    expect(readSettings(folder, { PORT: '2' })).toEqual({ PORT: '2', HOST: '::1' })
  })
  test('no .env is needed', () => expect(readSettings(folder, {})).toEqual({}))
  test('half a credential is no demo', () => {
    expect(hasCredentials({})).toBe(false)
    expect(hasCredentials({ TENCENTCLOUD_SECRET_ID: '', PORT: '1' })).toBe(false)
    expect(hasCredentials({ TENCENTCLOUD_SECRET_KEY_FILE: 'key' })).toBe(true)
    expect(hasCredentials({ ACCOUNTS_FILE: 'accounts.json' })).toBe(true)
  })
  test('a program beside a server finds its database without the credentials of a cloud', () => {
    const data = join(folder, 'data')
    const settings = { DATA_DIR: 'data' }
    expect(databaseFolder(folder, settings)).toBe(join(data, 'demo'))
    expect(databaseFolder(folder, { ...settings, TENCENTCLOUD_SECRET_ID: 'any' })).toBe(data)
    mkdirSync(data)
    writeFileSync(join(data, 'enidesk.sqlite'), '')
    expect(databaseFolder(folder, settings)).toBe(data)
  })
  test('--port', () => {
    expect(portOption([])).toEqual({})
    expect(portOption(['--port', '4000'])).toEqual({ PORT: '4000' })
    expect(portOption(['--port=4000'])).toEqual({ PORT: '4000' })
  })
  test.each([[['--prot', '4000']], [['--port']], [['4000']], [['--port', '1', '2']], [['--port=1', '2']]])('%j is refused', (args) =>
    expect(() => portOption(args)).toThrow('The only option is --port N'),
  )
})

describe('sources', () => {
  const write = (path: string, text: string) => {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  test('change with what is built, not with tests or times', () => {
    write('app/page.tsx', 'a')
    write('package-lock.json', '{}')
    const first = digestOfSources(folder)
    write('app/page.tsx', 'a')
    write('lib/x.test.ts', 'test')
    write('e2e/x.e2e.ts', 'story')
    write('playwright.config.ts', 'config')
    expect(digestOfSources(folder)).toBe(first)
    write('lib/x.ts', 'x')
    const second = digestOfSources(folder)
    expect(second).not.toBe(first)
    write('package-lock.json', '{"a":1}')
    expect(digestOfSources(folder)).not.toBe(second)
  })
})

describe('chromium', () => {
  const only = (wanted: string) => (path: unknown) => path === wanted
  test('CHROMIUM_PATH goes first, and must exist', () => {
    expect(findChromium({ CHROMIUM_PATH: '/opt/c', PATH: '/usr/bin' }, () => true)).toBe('/opt/c')
    expect(() => findChromium({ CHROMIUM_PATH: '/opt/c', PATH: '/usr/bin' }, only('/usr/bin/chromium'))).toThrow(
      'CHROMIUM_PATH: there is no /opt/c',
    )
  })
  test('then the path, then where installers put it', () => {
    expect(findChromium({ PATH: '/bin:/usr/bin' }, only('/usr/bin/google-chrome'))).toBe('/usr/bin/google-chrome')
    expect(findChromium({ PATH: '/usr/bin' }, () => true)).toBe('/usr/bin/chromium-headless-shell')
    const chrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
    expect(findChromium({ PATH: '/bin' }, only(chrome))).toBe(chrome)
    expect(findChromium({}, () => false)).toBeUndefined()
  })
})

describe('temporary files of the tests', () => {
  test('go into memory only where that is large enough', () => {
    expect(scratchParent(() => ({ bavail: 262_144, bsize: 4096 }))).toBe('/dev/shm')
    expect(scratchParent(() => ({ bavail: 16_384, bsize: 4096 }))).toBe(tmpdir())
    expect(
      scratchParent(() => {
        throw new Error('ENOENT')
      }),
    ).toBe(tmpdir())
  })
  test('are in a folder that another user may pass through but not read, and gone afterwards, also after a fault', async () => {
    let used = ''
    const failing = withScratch(async ({ TMPDIR = '' }) => {
      used = TMPDIR
      writeFileSync(join(used, 'left'), '')
      expect(process.platform === 'win32' ? 0o711 : statSync(used).mode & 0o777).toBe(0o711)
      throw new Error('broken')
    })
    await expect(failing).rejects.toThrow('broken')
    expect(used).not.toBe('')
    expect(existsSync(used)).toBe(false)
  })
})
