import 'server-only'
import path from 'node:path'
import { z } from 'zod'
import type { AccountSettings } from './account-settings.ts'
import { readAccounts, type ReadAccounts } from './accounts-file.ts'
import { oidcOf, type OidcSettings } from './oidc-settings.ts'
import { readSecret } from './secret-file.ts'
import { isLoopback, publicEndpoints, secretSettings, settingSchemas, singleAccountSettings, type SettingName } from './settings.ts'

export type Settings = {
  port: number
  host: string
  publicOrigin?: string
  /** Addresses and CIDRs of the proxies whose X-Forwarded-For is believed. */
  trustProxy: string[]
  /** Absolute. */
  dataDir: string
  /** A PostgreSQL database in place of the embedded one. Holds a password. */
  databaseUrl?: string
  demo: boolean
  /** False → every write answers 403 `read_only`. */
  writesAllowed: boolean
  /** At least one; names, SecretIds and owners are unique. */
  accounts: AccountSettings[]
  /** Environment variables that hold secrets although they are no settings of ours: `forgetSecrets` takes them out, too. */
  secretNames: string[]
  /** Other waits of the worker, by name: lib/server/operations/waits.ts. Empty unless every account is on loopback. */
  operationWaits: Record<string, number>
  /** Of the cloud's own error texts, where the API has the choice (v3). */
  cloudLanguage: 'en-US' | 'zh-CN'
  auditKey?: string
  authSecret?: string
  oidc?: OidcSettings
  logLevel: 'error' | 'warn' | 'info' | 'debug'
}

/** All wrong settings at once, one line each. */
export class SettingsError extends Error {
  readonly lines: string[]
  constructor(lines: string[]) {
    super(lines.join('\n'))
    this.name = 'SettingsError'
    this.lines = lines
  }
}

const schema = z.object(settingSchemas)
type Parsed = z.infer<typeof schema>
type Env = Record<string, string | undefined>

/**
 * Reads every setting from an environment. An empty text counts as absent. Throws SettingsError naming everything that is
 * wrong; values of secrets are never in it. `cwd` is what a relative DATA_DIR or key file starts from; `waits` are the worker's
 * own (defaultWaits), whose names OPERATION_WAITS may use.
 */
export const loadSettings = (env: Env, cwd: string, waits: Readonly<Record<string, number>> = {}): Settings => {
  const lines = misspelt(env)
  const given = Object.fromEntries(
    Object.keys(settingSchemas).map((name) => [name, (env[name] ?? '').trim() === '' ? undefined : env[name]?.trim()]),
  )
  const data = parse(given, lines)
  const { accounts, endpoints, envNames } = accountsOf(data, given, env, cwd, lines)
  for (const { what, endpoint } of endpoints) if (data.DEMO) checkDemo(what, endpoint, lines)
  if (!isLoopback(data.HOST)) checkHost(data, lines)
  else if (data.PUBLIC_ORIGIN !== undefined) checkOrigin(data.PUBLIC_ORIGIN, lines)
  checkWaits(data.OPERATION_WAITS, waits, endpoints, lines)
  if (data.DATABASE_URL !== undefined) checkShared(given, lines)
  const oidc = oidcOf(data, cwd, lines)
  if (lines.length > 0) throw new SettingsError(lines)
  return {
    port: data.PORT,
    host: data.HOST,
    publicOrigin: data.PUBLIC_ORIGIN,
    trustProxy: data.TRUST_PROXY,
    dataDir: path.resolve(/* turbopackIgnore: true */ cwd, data.DATA_DIR),
    databaseUrl: data.DATABASE_URL,
    demo: data.DEMO,
    writesAllowed: !data.READ_ONLY,
    accounts,
    secretNames: envNames,
    operationWaits: data.OPERATION_WAITS,
    cloudLanguage: data.CLOUD_LANGUAGE,
    auditKey: data.AUDIT_KEY,
    authSecret: data.AUTH_SECRET,
    oidc,
    logLevel: data.LOG_LEVEL,
  }
}

/** What was given, with the default in place of each wrong value, so that the rest is checked in the same start. */
const parse = (given: Env, lines: string[]): Parsed => {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  const found = parsed.error.issues.map(({ path: [name], message }) => ({ name: name as SettingName, message })) // the paths are our own names
  lines.push(...found.map(({ name, message }) => wrong(name, message, given)))
  const rest = Object.entries(given).filter(([name]) => !found.some((one) => one.name === name))
  return schema.parse(Object.fromEntries(rest))
}

const wrong = (name: SettingName, message: string, given: Env): string => {
  const value = given[name]
  const got =
    value === undefined ? 'got nothing' : secretSettings.includes(name) ? 'got a value that is not shown' : `got ${JSON.stringify(value)}`
  return `${name}: ${message}, ${got}`
}

const accountsOf = (data: Parsed, given: Env, env: Env, cwd: string, lines: string[]): ReadAccounts => {
  if (data.ACCOUNTS_FILE === undefined) {
    const account = accountOf(data, given, cwd, lines)
    const endpoint = data.CLOUD_ENDPOINT ?? publicEndpoints[data.CLOUD_API]
    // A wrong one is named already; the default in its place would be judged without a reason.
    const judged = data.CLOUD_ENDPOINT !== undefined || given['CLOUD_ENDPOINT'] === undefined
    return { accounts: account ? [account] : [], endpoints: judged ? [{ what: 'a CLOUD_ENDPOINT', endpoint }] : [], envNames: [] }
  }
  for (const name of singleAccountSettings)
    if (given[name] !== undefined) lines.push(`${name}: belongs to a server with one account; with ACCOUNTS_FILE it stands in that file`)
  return readAccounts(data.ACCOUNTS_FILE, env, cwd, lines)
}

/** The server speaks no TLS itself: to others than this machine it may speak only through a proxy that does, and that is named. */
const checkHost = ({ HOST, PUBLIC_ORIGIN, TRUST_PROXY, DEMO }: Parsed, lines: string[]): void => {
  const got = `got HOST=${JSON.stringify(HOST)}`
  if (DEMO) lines.push(`DEMO: lets everybody in and works only on a loopback address, ${got}`)
  if (!PUBLIC_ORIGIN?.startsWith('https:'))
    lines.push(`PUBLIC_ORIGIN: must be the https address of the proxy in front when others can reach the port, ${got}`)
  if (TRUST_PROXY.length === 0) lines.push(`TRUST_PROXY: must name the proxy in front when others can reach the port, ${got}`)
}

/** Sessions over plain http can be read on the way. */
const checkOrigin = (origin: string, lines: string[]): void => {
  const { protocol, hostname } = new URL(origin)
  if (protocol !== 'https:' && !isLoopback(hostname))
    lines.push(`PUBLIC_ORIGIN: must be the https address of the proxy in front, got ${JSON.stringify(origin)}`)
}

/** The demo lets everybody write: it must be impossible to reach with a real account. */
const checkDemo = (what: string, endpoint: string, lines: string[]): void => {
  if (!isLoopback(new URL(endpoint).hostname)) lines.push(`DEMO: works only with ${what} on loopback, got ${JSON.stringify(endpoint)}`)
}

/** Several servers may work on one PostgreSQL, and a key that each of them made for itself would not fit the others'. */
const checkShared = (given: Env, lines: string[]): void => {
  for (const name of ['AUTH_SECRET', 'AUDIT_KEY'])
    if (given[name] === undefined) lines.push(`${name}: is required with DATABASE_URL, the same for every server on that database`)
}

/**
 * The waits are what keeps one request from having two effects: with a real account they are as they were proven. A name that is none
 * of them would be ignored in silence.
 */
const checkWaits = (
  given: Record<string, number>,
  waits: Readonly<Record<string, number>>,
  endpoints: ReadAccounts['endpoints'],
  lines: string[],
): void => {
  const names = Object.keys(given)
  for (const name of names) if (!Object.hasOwn(waits, name)) lines.push(`OPERATION_WAITS: there is no wait ${name}`)
  const real = endpoints.find(({ endpoint }) => !isLoopback(new URL(endpoint).hostname))
  if (names.length > 0 && real)
    lines.push(
      `OPERATION_WAITS: is for trials only and works only with ${real.what} on loopback, got ${JSON.stringify(real.endpoint)}; these waits keep an address from being assigned twice`,
    )
}

/** The one account that the single-account settings describe. */
const accountOf = (data: Parsed, given: Env, cwd: string, lines: string[]): AccountSettings | undefined => {
  const secretId = data.TENCENTCLOUD_SECRET_ID
  // By what was given: a wrong value is named already, and is not a missing one.
  if (given['TENCENTCLOUD_SECRET_ID'] === undefined)
    lines.push('TENCENTCLOUD_SECRET_ID: is required (npm start without any credential starts the demo)')
  const regions = data.TENCENTCLOUD_REGIONS
  if (given['TENCENTCLOUD_REGIONS'] === undefined)
    lines.push('TENCENTCLOUD_REGIONS: is required: the regions to read, like ap-guangzhou,ap-shanghai')
  const secretKey = secretKeyOf(data, given, cwd, lines)
  if (secretId === undefined || secretKey === undefined || regions === undefined) return undefined
  const api = data.CLOUD_API
  return {
    name: 'main',
    api,
    endpoint: data.CLOUD_ENDPOINT ?? publicEndpoints[api],
    secretId,
    secretKey,
    token: data.TENCENTCLOUD_TOKEN,
    regions,
    ipQuota: data.ENI_IP_QUOTA,
    ...(api === 'v2' ? { signatureWindowSeconds: data.V2_SIGNATURE_WINDOW_SECONDS } : {}),
  }
}

const secretKeyOf = (data: Parsed, given: Env, cwd: string, lines: string[]): string | undefined => {
  const file = data.TENCENTCLOUD_SECRET_KEY_FILE
  const isGiven = given['TENCENTCLOUD_SECRET_KEY'] !== undefined
  if (isGiven && file !== undefined) {
    lines.push('TENCENTCLOUD_SECRET_KEY: set it or TENCENTCLOUD_SECRET_KEY_FILE, not both')
    return undefined
  }
  if (file !== undefined) return readSecret(file, cwd, (line) => lines.push(`TENCENTCLOUD_SECRET_KEY_FILE: ${line}`))
  if (!isGiven) lines.push('TENCENTCLOUD_SECRET_KEY: is required, or TENCENTCLOUD_SECRET_KEY_FILE with the path of a file that holds it')
  return data.TENCENTCLOUD_SECRET_KEY
}

/** A name that is one of ours but for case, `_` or `-` is a slip; silently ignoring it would be worse than refusing it. */
const misspelt = (env: Env): string[] => {
  const plain = (name: string) => name.replaceAll(/[^A-Za-z0-9]/g, '').toUpperCase()
  const known = new Map(Object.keys(settingSchemas).map((name) => [plain(name), name]))
  return Object.keys(env).flatMap((name) => {
    const meant = known.get(plain(name))
    // One-word names such as `port` or `host` in lower case belong to other programs.
    return meant === undefined || meant === name || !meant.includes('_') ? [] : [`${name}: is not a setting, ${meant} is`]
  })
}

/** Takes the secrets out of an environment that was read: child processes and crash reports do not get them. */
export const forgetSecrets = (env: Env, names: readonly string[] = []): void => {
  for (const name of [...secretSettings, ...names]) delete env[name]
}
