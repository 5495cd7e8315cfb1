import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { forgetSecrets, loadSettings, SettingsError } from './env.ts'
import { secretSettings, settingSchemas } from './settings.ts'

const cwd = mkdtempSync(path.join(tmpdir(), 'enidesk-env-'))
const real = { TENCENTCLOUD_SECRET_ID: 'id-1', TENCENTCLOUD_SECRET_KEY: 'key-1', TENCENTCLOUD_REGIONS: 'ap-guangzhou' }
const load = (env: Record<string, string | undefined>) => loadSettings({ ...real, ...env }, cwd)
const linesOf = (env: Record<string, string | undefined>): string[] => {
  try {
    load(env)
  } catch (error) {
    if (error instanceof SettingsError) return error.lines
    throw error
  }
  return []
}

describe('loadSettings', () => {
  test('defaults: loopback, read-only, the public endpoint', () => {
    expect(load({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      publicOrigin: undefined,
      trustProxy: [],
      dataDir: path.join(cwd, 'data'),
      demo: false,
      writesAllowed: true,
      accounts: [
        {
          name: 'main',
          api: 'v3',
          endpoint: 'https://vpc.tencentcloudapi.com',
          secretId: 'id-1',
          secretKey: 'key-1',
          token: undefined,
          regions: ['ap-guangzhou'],
          ipQuota: { perEni: {} },
        },
      ],
      secretNames: [],
      operationWaits: {},
      cloudLanguage: 'en-US',
      auditKey: undefined,
      logLevel: 'info',
    })
  })

  test('v2 has its own endpoint and window', () => {
    expect(load({ CLOUD_API: 'v2' }).accounts[0]).toMatchObject({ endpoint: 'https://vpc.api.qcloud.com', signatureWindowSeconds: 7200 })
    expect(load({ CLOUD_API: 'v2', CLOUD_ENDPOINT: 'https://vpc.example.com/' }).accounts[0]?.endpoint).toBe('https://vpc.example.com')
  })

  test('an empty text is no value', () => {
    expect(load({ PORT: '', HOST: ' ', TENCENTCLOUD_TOKEN: '' })).toEqual(load({}))
  })

  test('names every wrong value at once, and what it got', () => {
    expect(linesOf({ PORT: 'abc', HOST: 'everywhere', DEMO: 'yes', LOG_LEVEL: 'loud', CLOUD_API: 'v4' })).toEqual([
      'PORT: must be a whole number from 0 to 65535, got "abc"',
      'HOST: must be an IP address, like 127.0.0.1 or 0.0.0.0, or localhost, got "everywhere"',
      'CLOUD_API: must be v2 or v3, got "v4"',
      'DEMO: must be 1 or 0, got "yes"',
      'LOG_LEVEL: must be error, warn, info or debug, got "loud"',
    ])
  })

  test('a wrong value hides neither a missing one nor a wrong file', () => {
    expect(
      linesOf({ LOG_LEVEL: 'loud', TENCENTCLOUD_SECRET_ID: 'with spaces', TENCENTCLOUD_SECRET_KEY: '', TENCENTCLOUD_REGIONS: '' }),
    ).toEqual([
      'TENCENTCLOUD_SECRET_ID: must be printable characters without spaces, got a value that is not shown',
      'LOG_LEVEL: must be error, warn, info or debug, got "loud"',
      'TENCENTCLOUD_REGIONS: is required: the regions to read, like ap-guangzhou,ap-shanghai',
      'TENCENTCLOUD_SECRET_KEY: is required, or TENCENTCLOUD_SECRET_KEY_FILE with the path of a file that holds it',
    ])
    expect(() => loadSettings({ LOG_LEVEL: 'loud', ACCOUNTS_FILE: 'nowhere.json' }, cwd)).toThrow(
      'LOG_LEVEL: must be error, warn, info or debug, got "loud"\nACCOUNTS_FILE: cannot read "nowhere.json" (ENOENT)',
    )
    expect(linesOf({ DEMO: '1', TENCENTCLOUD_SECRET_KEY: '' }).map((line) => line.split(':')[0])).toEqual([
      'TENCENTCLOUD_SECRET_KEY',
      'DEMO',
    ])
    // The default in place of the wrong address is not judged.
    expect(linesOf({ DEMO: '1', CLOUD_ENDPOINT: 'ftp://x' })).toHaveLength(1)
  })

  test.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '1.5'],
    ['PUBLIC_ORIGIN', 'eni.example.com'],
    ['PUBLIC_ORIGIN', 'https://eni.example.com/path'],
    ['CLOUD_ENDPOINT', 'http://vpc.api.qcloud.com'],
    ['CLOUD_ENDPOINT', 'ftp://127.0.0.1'],
    ['CLOUD_ENDPOINT', 'https://u:p@x.example'],
    ['CLOUD_LANGUAGE', 'fr-FR'],
    ['TENCENTCLOUD_REGIONS', 'ap-guangzhou,ap-guangzhou'],
    ['TENCENTCLOUD_REGIONS', 'Ap Guangzhou'],
    ['ENI_IP_QUOTA', 'ten'],
    ['ENI_IP_QUOTA', '10,20'],
    ['ENI_IP_QUOTA', '0'],
    ['READ_ONLY', 'true'],
    ['V2_SIGNATURE_WINDOW_SECONDS', '1'],
    ['DATABASE_URL', 'postgres://host-without-database'],
    ['DATABASE_URL', 'mysql://db.example.com/enidesk'],
    ['TRUST_PROXY', '1'],
    ['TRUST_PROXY', '10.0.0.0/33'],
    ['TRUST_PROXY', '127.0.0.1,proxy.example'],
    ['AUDIT_KEY', 'short'],
  ])('refuses %s=%s', (name, value) => {
    expect(linesOf({ [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${name}: `))])
  })

  test.each(['127.0.0.1', '127.8.9.1', 'localhost', '::1', '[::1]'])('listens on %s', (host) => {
    expect(load({ HOST: host }).host).toBe(host)
  })

  test('PostgreSQL wants the keys that its servers share', () => {
    const DATABASE_URL = 'postgres://enidesk:secret@db.example.com/enidesk'
    expect(linesOf({ DATABASE_URL })).toEqual([expect.stringMatching(/^AUTH_SECRET: is required/), expect.stringMatching(/^AUDIT_KEY: is/)])
    const keys = { AUTH_SECRET: 'a'.repeat(32), AUDIT_KEY: 'b'.repeat(32) }
    expect(load({ DATABASE_URL, ...keys })).toMatchObject({ databaseUrl: DATABASE_URL, auditKey: keys.AUDIT_KEY })
  })

  test('single sign-on wants all that it needs, or none of it', () => {
    const all = { OIDC_ISSUER: 'https://login.example.com', OIDC_CLIENT_ID: 'enidesk', OIDC_CLIENT_SECRET: 'not-for-print' }
    const PUBLIC_ORIGIN = 'https://eni.example.com'
    const told = {
      issuer: all.OIDC_ISSUER,
      clientId: 'enidesk',
      clientSecret: 'not-for-print',
      name: 'login.example.com',
      trustEmail: false,
    }
    expect(load({ ...all, PUBLIC_ORIGIN }).oidc).toEqual(told)
    expect(load({ ...all, PUBLIC_ORIGIN, OIDC_TRUST_EMAIL: '1', OIDC_NAME: 'Ours' }).oidc).toEqual({
      ...told,
      trustEmail: true,
      name: 'Ours',
    })
    expect(linesOf(all)).toEqual([expect.stringMatching(/^PUBLIC_ORIGIN: is required with OIDC_ISSUER/)])
    expect(linesOf({ OIDC_TRUST_EMAIL: '1' })).toEqual(['OIDC_TRUST_EMAIL: means nothing without OIDC_ISSUER'])
    expect(load({}).oidc).toBeUndefined()
  })

  test('listens to others only behind a proxy that speaks https and is named', () => {
    expect(linesOf({ HOST: '0.0.0.0' })).toEqual([
      'PUBLIC_ORIGIN: must be the https address of the proxy in front when others can reach the port, got HOST="0.0.0.0"',
      'TRUST_PROXY: must name the proxy in front when others can reach the port, got HOST="0.0.0.0"',
    ])
    expect(linesOf({ HOST: '::', PUBLIC_ORIGIN: 'http://eni.example.com', TRUST_PROXY: '10.0.0.1' })).toHaveLength(1)
    // Nor beside a proxy on this machine: the session would go over the network as it is.
    expect(linesOf({ PUBLIC_ORIGIN: 'http://eni.example.com' })).toEqual([
      'PUBLIC_ORIGIN: must be the https address of the proxy in front, got "http://eni.example.com"',
    ])
    expect(load({ PUBLIC_ORIGIN: 'http://127.0.0.1:8080' }).publicOrigin).toBe('http://127.0.0.1:8080')
    const proxied = { HOST: '0.0.0.0', PUBLIC_ORIGIN: 'https://eni.example.com', TRUST_PROXY: '10.0.0.1, 10.1.0.0/16' }
    expect(load(proxied)).toMatchObject({ host: '0.0.0.0', trustProxy: ['10.0.0.1', '10.1.0.0/16'] })
    expect(linesOf({ ...proxied, DEMO: '1', CLOUD_ENDPOINT: 'http://127.0.0.1:1' })).toEqual([
      'DEMO: lets everybody in and works only on a loopback address, got HOST="0.0.0.0"',
    ])
  })

  test('a secret is never in a message', () => {
    for (const name of secretSettings) expect(linesOf({ [name]: 'canary with spaces' }).join('\n')).not.toContain('canary')
  })

  test('a slip in the name is not ignored in silence', () => {
    expect(linesOf({ TENCENTCLOUD_SECRETID: 'x', data_dir: '/x' })).toEqual([
      'TENCENTCLOUD_SECRETID: is not a setting, TENCENTCLOUD_SECRET_ID is',
      'data_dir: is not a setting, DATA_DIR is',
    ])
  })

  test('without credentials it says what is required', () => {
    expect(
      linesOf({ TENCENTCLOUD_SECRET_ID: '', TENCENTCLOUD_SECRET_KEY: '', TENCENTCLOUD_REGIONS: '' }).map((line) => line.split(':')[0]),
    ).toEqual(['TENCENTCLOUD_SECRET_ID', 'TENCENTCLOUD_REGIONS', 'TENCENTCLOUD_SECRET_KEY'])
  })

  test('quota: one for all, and exceptions', () => {
    expect(load({ ENI_IP_QUOTA: '10, eni-abc=30' }).accounts[0]?.ipQuota).toEqual({ limit: 10, perEni: { 'eni-abc': 30 } })
    expect(load({ ENI_IP_QUOTA: 'eni-abc=30' }).accounts[0]?.ipQuota).toEqual({ perEni: { 'eni-abc': 30 } })
  })

  test('writes, unless it is said that there are none; the demo on loopback alone', () => {
    expect(load({}).writesAllowed).toBe(true)
    expect(load({ READ_ONLY: '1' }).writesAllowed).toBe(false)
    expect(linesOf({ DEMO: '1' })).toEqual(['DEMO: works only with a CLOUD_ENDPOINT on loopback, got "https://vpc.tencentcloudapi.com"'])
  })
})

describe('other waits of the worker', () => {
  const waits = { goneMs: 5000, deadMarginMs: 60_000 }
  const withWaits = (text: string, more: Record<string, string> = {}) =>
    loadSettings({ ...real, OPERATION_WAITS: text, ...more }, cwd, waits)
  const emulator = { CLOUD_ENDPOINT: 'http://127.0.0.1:4010' }

  test('with an emulator on this machine', () => {
    expect(withWaits('goneMs=500,deadMarginMs=0', emulator).operationWaits).toEqual({ goneMs: 500, deadMarginMs: 0 })
  })
  test('never with a real account', () => {
    expect(() => withWaits('deadMarginMs=0')).toThrow(
      'OPERATION_WAITS: is for trials only and works only with a CLOUD_ENDPOINT on loopback, got "https://vpc.tencentcloudapi.com"',
    )
  })
  test.each(['sleepMs', 'constructorMs'])('%s is no wait that can be set', (name) => {
    expect(() => withWaits(`goneMs=1,${name}=1`, { ...emulator, LOG_LEVEL: 'loud' })).toThrow(
      `LOG_LEVEL: must be error, warn, info or debug, got "loud"\nOPERATION_WAITS: there is no wait ${name}`,
    )
  })
})

describe('the key file', () => {
  const file = path.join(cwd, 'key')
  writeFileSync(file, 'key-from-file\n', { mode: 0o600 })
  const fromFile = { TENCENTCLOUD_SECRET_KEY: '', TENCENTCLOUD_SECRET_KEY_FILE: file }

  test('is read without the line end', () => expect(load(fromFile).accounts[0]?.secretKey).toBe('key-from-file'))
  test('and a key as well are refused', () => expect(linesOf({ TENCENTCLOUD_SECRET_KEY_FILE: file })).toHaveLength(1))
  test('that is missing is named', () => {
    expect(linesOf({ ...fromFile, TENCENTCLOUD_SECRET_KEY_FILE: 'nowhere' })).toEqual([
      'TENCENTCLOUD_SECRET_KEY_FILE: cannot read "nowhere" (ENOENT)',
    ])
  })
  test.each(['key of two words', 'id\nkey', '密钥'])('that holds more than a key is refused, and nothing of it is told: %j', (text) => {
    const odd = path.join(cwd, 'odd-key')
    writeFileSync(odd, text, { mode: 0o600 })
    expect(linesOf({ ...fromFile, TENCENTCLOUD_SECRET_KEY_FILE: odd })).toEqual([
      `TENCENTCLOUD_SECRET_KEY_FILE: ${JSON.stringify(odd)} must hold printable characters without spaces, and nothing else`,
    ])
  })
  test.skipIf(process.platform === 'win32')('that others can read is refused', () => {
    const open = path.join(cwd, 'open-key')
    writeFileSync(open, 'x')
    chmodSync(open, 0o644)
    expect(linesOf({ ...fromFile, TENCENTCLOUD_SECRET_KEY_FILE: open })).toEqual([expect.stringContaining('chmod 600')])
  })
})

test('forgetSecrets leaves no secret in the environment', () => {
  const env: Record<string, string | undefined> = { ...real, PORT: '1' }
  env['PROD_KEY'] = 'x'
  forgetSecrets(env, ['PROD_KEY'])
  expect(env).toEqual({ PORT: '1', TENCENTCLOUD_REGIONS: 'ap-guangzhou' })
})

test('.env.example names every setting, in the same order, and no other', () => {
  const names = readFileSync('.env.example', 'utf8')
    .split('\n')
    .flatMap((line) => /^#? ?([A-Z][A-Z0-9_]+)=/.exec(line)?.[1] ?? [])
  expect(names).toEqual(Object.keys(settingSchemas))
})
