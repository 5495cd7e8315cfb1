import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { cloudActions } from './cloud-actions.ts'
import { loadSettings, SettingsError } from './env.ts'
import { singleAccountSettings } from './settings.ts'

const cwd = mkdtempSync(path.join(tmpdir(), 'enidesk-accounts-'))
const env = { A_ID: 'canary-id-a', A_KEY: 'canary-key-a', B_ID: 'canary-id-b', B_KEY: 'canary-key-b', B_TOKEN: 'canary-token' }
const a = { name: 'public', regions: ['ap-guangzhou'], credentials: { secretIdEnv: 'A_ID', secretKeyEnv: 'A_KEY' } }
const b = {
  name: 'finance',
  api: 'v2',
  endpoint: 'https://vpc.finance.example.com',
  owner: '100001',
  regions: ['ap-shanghai-fsi', 'ap-shenzhen-fsi'],
  credentials: { secretIdEnv: 'B_ID', secretKeyEnv: 'B_KEY', tokenEnv: 'B_TOKEN' },
  ipQuota: { limit: 10, perEni: { 'eni-abc': 30 } },
}
const write = (content: unknown) => {
  writeFileSync(path.join(cwd, 'accounts.json'), typeof content === 'string' ? content : JSON.stringify(content))
  return 'accounts.json'
}
const load = (content: unknown, more: Record<string, string> = {}) => loadSettings({ ...env, ACCOUNTS_FILE: write(content), ...more }, cwd)
const linesOf = (content: unknown, more: Record<string, string> = {}): string[] => {
  try {
    load(content, more)
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    expect(error.message).not.toContain('canary')
    return error.lines
  }
  return []
}
const wrong = (entry: Record<string, unknown>, more: Record<string, string> = {}) => linesOf({ accounts: [{ ...a, ...entry }] }, more)

const notCalledV3 = `is not called over API v3; those are ${cloudActions.v3.join(', ')}`

describe('the accounts file', () => {
  test('gives every account with its own API, endpoint, regions, quota and credentials', () => {
    const settings = load({ accounts: [a, b] })
    expect(settings.accounts).toEqual([
      {
        name: 'public',
        api: 'v3',
        endpoint: 'https://vpc.tencentcloudapi.com',
        regions: ['ap-guangzhou'],
        ipQuota: { perEni: {} },
        secretId: 'canary-id-a',
        secretKey: 'canary-key-a',
      },
      {
        name: 'finance',
        api: 'v2',
        endpoint: 'https://vpc.finance.example.com',
        owner: '100001',
        regions: ['ap-shanghai-fsi', 'ap-shenzhen-fsi'],
        ipQuota: { limit: 10, perEni: { 'eni-abc': 30 } },
        secretId: 'canary-id-b',
        secretKey: 'canary-key-b',
        token: 'canary-token',
      },
    ])
    // What is taken out of the environment once it is read.
    expect(settings.secretNames).toEqual(Object.keys(env))
  })

  test('a credential file is read beside the accounts file', () => {
    writeFileSync(path.join(cwd, 'prod.json'), '{"secretId":"canary-id","secretKey":"canary-key","token":"canary-token"}', { mode: 0o600 })
    expect(load({ accounts: [{ ...a, credentials: { file: 'prod.json' } }] }).accounts[0]).toMatchObject({
      secretId: 'canary-id',
      secretKey: 'canary-key',
      token: 'canary-token',
    })
  })

  test('the example in docs is one', () => {
    const example = JSON.parse(readFileSync('docs/accounts.example.json', 'utf8')) as {
      accounts: { credentials: Record<string, string> }[]
    }
    const names: Record<string, string> = {}
    for (const { credentials } of example.accounts)
      if (credentials['file'] === undefined) for (const name of Object.values(credentials)) names[name] = `canary-${name}`
    const accounts = example.accounts.map((account) =>
      account.credentials['file'] === undefined ? account : { ...account, credentials: { file: path.join(cwd, 'prod.json') } },
    )
    expect(linesOf({ accounts }, names)).toEqual([])
  })
})

describe('what is wrong is said with its path, all at once', () => {
  test('in several accounts', () => {
    const lines = linesOf({
      accounts: [{ ...a, name: 'Prod A', api: 'v4', regions: [] }, { ...b, endpoint: 'http://finance.example.com', quota: 3 }, 'x'],
    })
    expect(lines).toEqual([
      'ACCOUNTS_FILE: accounts[0].name must be 1 to 32 small letters, digits or hyphens',
      'ACCOUNTS_FILE: accounts[0].api must be v2 or v3',
      'ACCOUNTS_FILE: accounts[0].regions must name at least one region',
      'ACCOUNTS_FILE: accounts[1].endpoint must be an https address without user, query or fragment (http only on loopback)',
      'ACCOUNTS_FILE: accounts[1].quota is not known here',
      expect.stringContaining('accounts[2] '),
    ])
  })

  test.each([
    ['no name', { name: undefined }, 'accounts[0].name is required'],
    ['a region twice', { regions: ['ap-guangzhou', 'ap-guangzhou'] }, 'accounts[0].regions must name each region once'],
    ['a region that is none', { regions: ['Ap Guangzhou'] }, 'accounts[0].regions[0] must be a region name'],
    ['no credentials', { credentials: undefined }, 'accounts[0].credentials must be {"secretIdEnv"'],
    ['a secret in the file itself', { credentials: { secretId: 'canary', secretKey: 'canary' } }, 'accounts[0].credentials must be'],
    [
      'a variable that is not set',
      { credentials: { secretIdEnv: 'A_ID', secretKeyEnv: 'NO_KEY' } },
      'credentials.secretKeyEnv names NO_KEY, which is not set',
    ],
    [
      'a file that is not there',
      { credentials: { file: 'nowhere.json' } },
      'accounts[0].credentials.file cannot read "nowhere.json" (ENOENT)',
    ],
    ['a quota of 0', { ipQuota: { limit: 0 } }, 'accounts[0].ipQuota.limit must be at least 1'],
    ['a quota for no ENI', { ipQuota: { perEni: { web: 3 } } }, 'accounts[0].ipQuota.perEni'],
    ['a limit of nothing', { limits: { perSecond: 0 } }, 'accounts[0].limits.perSecond must be more than 0'],
    ['a limit of no action', { limits: { perAction: { DescribeVpcEx: 1 } } }, `accounts[0].limits.perAction.DescribeVpcEx ${notCalledV3}`],
    ['a window of a second', { signatureWindowSeconds: 1 }, 'accounts[0].signatureWindowSeconds must be at least 60'],
  ] as const)('%s', (_, entry, line) => {
    expect(wrong(entry)).toEqual([expect.stringContaining(line)])
  })

  test('a limit for a misspelt action is named beside what else is wrong, and one of the other API is none', () => {
    const entry = { api: 'v2', regions: [], limits: { perAction: { DescribeVpcEx: 5, DescribeVpcs: 5 } } }
    expect(wrong(entry)).toEqual([
      'ACCOUNTS_FILE: accounts[0].regions must name at least one region',
      expect.stringContaining('accounts[0].limits.perAction.DescribeVpcs is not called over API v2; those are DescribeVpcEx, '),
    ])
  })

  test('a value that cannot be a credential is not repeated', () => {
    expect(wrong({}, { A_KEY: 'canary with spaces' })).toEqual([expect.stringContaining('A_KEY, whose value must be printable')])
  })

  test.skipIf(process.platform === 'win32')('a credential file that others can read, or that is no JSON', () => {
    writeFileSync(path.join(cwd, 'open.json'), '{}')
    chmodSync(path.join(cwd, 'open.json'), 0o644)
    expect(wrong({ credentials: { file: 'open.json' } })).toEqual([expect.stringContaining('chmod 600')])
    writeFileSync(path.join(cwd, 'text.json'), 'canary', { mode: 0o600 })
    expect(wrong({ credentials: { file: 'text.json' } })).toEqual([expect.stringContaining('does not hold JSON')])
    writeFileSync(path.join(cwd, 'half.json'), '{"secretId":"canary"}', { mode: 0o600 })
    expect(wrong({ credentials: { file: 'half.json' } })).toEqual([expect.stringContaining('accounts[0].credentials.file.secretKey')])
  })

  test('a file that is missing, no JSON, no list, empty', () => {
    expect(linesOf('{"accounts": [\n  {"name": canary}\n]}')).toEqual(['ACCOUNTS_FILE: "accounts.json" is not valid JSON'])
    expect(linesOf({})).toEqual(['ACCOUNTS_FILE: accounts is required: a list of accounts'])
    expect(linesOf({ accounts: [] })).toEqual(['ACCOUNTS_FILE: accounts must hold at least one account'])
    expect(linesOf({}, { ACCOUNTS_FILE: 'nowhere.json' })).toEqual(['ACCOUNTS_FILE: cannot read "nowhere.json" (ENOENT)'])
  })
})

describe('one real account stands in it once', () => {
  const other = { ...b, credentials: { secretIdEnv: 'B_ID', secretKeyEnv: 'B_KEY' } }
  test.each([
    ['the same name', { ...other, name: 'public' }, 'accounts[1].name is the name of accounts[0] too: names must differ'],
    [
      'the same SecretId',
      { ...other, credentials: { ...other.credentials, secretIdEnv: 'A_ID' } },
      'accounts[1].credentials have the SecretId of accounts[0] too',
    ],
    [
      'the same owner',
      { ...other, owner: '42' },
      'accounts[1].owner is the owner of accounts[0] too: one real account may be configured only once',
    ],
  ])('%s is refused', (_, second, line) => {
    expect(linesOf({ accounts: [{ ...a, owner: '42' }, second] })).toEqual([expect.stringContaining(line)])
  })
})

test('the settings of a single account are refused beside it, each by name', () => {
  const values: Record<string, string> = {
    CLOUD_API: 'v2',
    CLOUD_ENDPOINT: 'https://vpc.example.com',
    TENCENTCLOUD_REGIONS: 'ap-guangzhou',
    ENI_IP_QUOTA: '10',
    V2_SIGNATURE_WINDOW_SECONDS: '7200',
  }
  const given = Object.fromEntries(singleAccountSettings.map((name) => [name, values[name] ?? 'canary']))
  expect(linesOf({ accounts: [a] }, given).map((line) => line.split(':')[0])).toEqual([...singleAccountSettings])
})

test('the demo works with accounts on loopback only', () => {
  const local = { ...a, endpoint: 'http://127.0.0.1:4010' }
  expect(load({ accounts: [local] }, { DEMO: '1' }).writesAllowed).toBe(true)
  expect(linesOf({ accounts: [local, b] }, { DEMO: '1' })).toEqual([
    'DEMO: works only with an endpoint of the account finance on loopback, got "https://vpc.finance.example.com"',
  ])
})

test('what is wrong in the credentials hides neither another name twice nor a real endpoint', () => {
  const unset = { secretIdEnv: 'C_ID', secretKeyEnv: 'A_KEY' }
  expect(linesOf({ accounts: [a, { ...b, name: 'public', credentials: unset }] }, { DEMO: '1' })).toEqual([
    'ACCOUNTS_FILE: accounts[1].credentials.secretIdEnv names C_ID, which is not set',
    'ACCOUNTS_FILE: accounts[1].name is the name of accounts[0] too: names must differ',
    'DEMO: works only with an endpoint of the account public on loopback, got "https://vpc.tencentcloudapi.com"',
    'DEMO: works only with an endpoint of the account public on loopback, got "https://vpc.finance.example.com"',
  ])
})
