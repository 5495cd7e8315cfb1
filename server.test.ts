import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { nodeOptions } from '#lib/node-options.ts'
import { openDatabase } from '#lib/server/db/database.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'enidesk-start-'))
// Enough of a build to get past the check for one: what is tested here ends before the framework looks at it.
const distDir = `.next-start-test-${process.pid}`
mkdirSync(distDir, { recursive: true })
writeFileSync(path.join(distDir, 'BUILD_ID'), 'none')
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
  rmSync(distDir, { recursive: true, force: true })
})

const settings = {
  PORT: '0',
  DEMO: '1',
  CLOUD_ENDPOINT: 'http://127.0.0.1:1',
  TENCENTCLOUD_SECRET_ID: 'canary-id',
  TENCENTCLOUD_SECRET_KEY: 'canary-key',
  TENCENTCLOUD_REGIONS: 'ap-guangzhou',
}
/** @param within a program that runs another one: its name and arguments go before the server's */
const start = (env: Record<string, string>, within: string[] = []): Promise<{ code: number | null; stdout: string; stderr: string }> =>
  new Promise((resolve, reject) => {
    const [file, ...args] = [...within, process.execPath, ...nodeOptions, 'server.ts']
    const child = spawn(file, args, {
      env: {
        PATH: process.env['PATH'],
        NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
        NODE_ENV: 'production',
        NEXT_DIST_DIR: distDir,
        DATA_DIR: path.join(folder, 'data'),
        ...settings,
        ...env,
      },
    })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
    child.on('error', reject)
    // Whatever is wrong, no secret is printed.
    child.on('close', (code) =>
      (stdout + stderr).includes('canary') ? reject(new Error('a secret was printed')) : resolve({ code, stdout, stderr }),
    )
  })

/** Root may write whatever the mode says, so a mount that is read-only takes its place, where this machine lets root make one. */
const isRoot = process.getuid?.() === 0
const ownMounts = ['unshare', '--mount', 'sh', '-c', 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"']
const canBeReadOnly =
  process.platform !== 'win32' && (!isRoot || spawnSync(ownMounts[0] ?? '', [...ownMounts.slice(1), folder, 'true']).status === 0)

describe('what keeps the server from starting is one clear line, and the exit code is not 0', () => {
  test('wrong settings, all at once', async () => {
    const { code, stdout, stderr } = await start({ PORT: 'abc', HOST: 'everywhere' })
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr.trim().split('\n')).toEqual([
      'enidesk cannot start, these settings are wrong:',
      '  PORT: must be a whole number from 0 to 65535, got "abc"',
      '  HOST: must be an IP address, like 127.0.0.1 or 0.0.0.0, or localhost, got "everywhere"',
    ])
  })

  test('a port that others can reach, without a proxy that is named and speaks https', async () => {
    const { code, stderr } = await start({ HOST: '0.0.0.0', DEMO: '' })
    expect(code).toBe(1)
    expect(stderr).toMatch(/^ {2}PUBLIC_ORIGIN: must be the https address of the proxy in front.*\n {2}TRUST_PROXY: must name the proxy/m)
  })

  test('no build', async () => {
    const { code, stderr } = await start({ NEXT_DIST_DIR: '.next-of-nobody' })
    expect([code, stderr]).toEqual([1, 'enidesk cannot start: there is no build; run npm run build (npm start does it by itself)\n'])
  })

  test('a second server on the same data', async () => {
    const dataDir = path.join(folder, 'shared')
    const first = await openDatabase({ dataDir })
    const { code, stderr } = await start({ DATA_DIR: dataDir })
    await first.close()
    expect(code).toBe(1)
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringMatching(/^enidesk cannot start: .*another server already works on this data folder/),
    ])
  })

  test.each([
    [
      'no database server',
      'postgres://enidesk:canary-password@127.0.0.1:1/enidesk',
      /PostgreSQL at 127\.0\.0\.1:1\/enidesk: .*does not answer/,
    ],
    ['an address that is none', 'postgres://canary-password@@', /DATABASE_URL: must be the address of a PostgreSQL database, .*not shown$/],
  ])('%s', async (_, address, said) => {
    const keys = { AUTH_SECRET: 'canary'.repeat(6), AUDIT_KEY: 'canary'.repeat(6) }
    const { code, stderr } = await start({ DATABASE_URL: address, ...keys })
    expect([code, stderr.trim().split('\n').at(-1)]).toEqual([1, expect.stringMatching(said)])
  })

  test('a taken port', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const address = other.address()
    const port = typeof address === 'object' && address !== null ? String(address.port) : ''
    const { code, stderr } = await start({ PORT: port })
    await new Promise((resolve) => other.close(resolve))
    expect([code, stderr]).toEqual([
      1,
      `enidesk cannot start: 127.0.0.1:${port} is taken by another program; stop it, or set PORT to another number (0 = any free one)\n`,
    ])
  })

  test('a data folder that is a file', async () => {
    const file = path.join(folder, 'file')
    writeFileSync(file, '')
    const { code, stderr } = await start({ DATA_DIR: file })
    expect([code, stderr.trim().split('\n')]).toEqual([1, [expect.stringMatching(/^enidesk cannot start: .*choose another DATA_DIR$/)]])
  })

  test('a data folder without write permission', async () => {
    const closed = path.join(folder, 'closed')
    mkdirSync(closed)
    chmodSync(closed, 0o500)
    // Root may write everywhere but where the kernel itself refuses.
    const dataDir = process.getuid?.() === 0 ? '/sys/enidesk' : closed
    const { code, stderr } = await start({ DATA_DIR: dataDir })
    expect([code, stderr.trim().split('\n')]).toEqual([1, [expect.stringMatching(/^enidesk cannot start: .*permission/)]])
  })

  test.skipIf(!canBeReadOnly)('a data folder that was written before and is read-only now', async () => {
    const dataDir = path.join(folder, 'read-only')
    await (await openDatabase({ dataDir })).close()
    if (!isRoot) for (const name of [...readdirSync(dataDir), '.']) chmodSync(path.join(dataDir, name), name === '.' ? 0o500 : 0o400)
    const { code, stderr } = await start({ DATA_DIR: dataDir }, isRoot ? [...ownMounts, dataDir] : [])
    if (!isRoot) chmodSync(dataDir, 0o700)
    expect([code, stderr.trim().split('\n')]).toEqual([
      1,
      [expect.stringMatching(/^enidesk cannot start: .*cannot be written: give this user write permission, or choose another DATA_DIR$/)],
    ])
  })

  test('a wait that does not exist', async () => {
    const dataDir = path.join(folder, 'untouched')
    const { code, stderr } = await start({ DATA_DIR: dataDir, OPERATION_WAITS: 'leaseMs=100,sleepMs=1' })
    expect([code, stderr]).toEqual([1, 'enidesk cannot start, these settings are wrong:\n  OPERATION_WAITS: there is no wait sleepMs\n'])
    // Settings are judged before anything is made.
    expect(existsSync(dataDir)).toBe(false)
  })
})

test.skipIf(process.platform === 'win32')('the audit key is made once, for this user only', async () => {
  const dataDir = path.join(folder, 'keyed')
  // Ends at the port, after the parts are made: another program listens there.
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const address = other.address()
  const env = { DATA_DIR: dataDir, PORT: typeof address === 'object' && address !== null ? String(address.port) : '' }
  expect((await start(env)).stderr).toContain('is taken by another program')
  const file = path.join(dataDir, 'audit.key')
  expect(existsSync(file)).toBe(true)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const first = readFileSync(file, 'utf8')
  await start(env)
  expect(readFileSync(file, 'utf8')).toBe(first)
  await new Promise((resolve) => other.close(resolve))
})
