import 'server-only'
import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { isLoopback, secretSettings, settingSchemas, type IpQuotaSetting, type SettingName } from './settings.ts'

/** The one account there is until the accounts file exists. The secret reaches only the signer. */
export type AccountSettings = {
  name: string
  api: 'v2'
  endpoint: string
  secretId: string
  secretKey: string
  token?: string
  regions: string[]
  signatureWindowSeconds: number
}

export type Settings = {
  port: number
  host: string
  publicOrigin?: string
  /** Absolute. */
  dataDir: string
  demo: boolean
  /** False → every write answers 403 `read_only`. */
  writesAllowed: boolean
  account: AccountSettings
  eniIpQuota: IpQuotaSetting
  /** Shorter waits of the worker, by name: lib/server/operations/waits.ts. */
  operationWaits: Record<string, number>
  auditKey?: string
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
 * wrong; values of secrets are never in it. `cwd` is what a relative DATA_DIR or key file starts from.
 */
export const loadSettings = (env: Env, cwd: string): Settings => {
  const lines = misspelt(env)
  const given = Object.fromEntries(
    Object.keys(settingSchemas).map((name) => [name, (env[name] ?? '').trim() === '' ? undefined : env[name]?.trim()]),
  )
  const parsed = schema.safeParse(given)
  if (!parsed.success) {
    lines.push(...parsed.error.issues.map((issue) => wrong(issue.path[0] as SettingName, issue.message, given))) // the paths are our own names
    throw new SettingsError(lines)
  }
  const account = accountOf(parsed.data, cwd, lines)
  if (lines.length > 0 || account === undefined) throw new SettingsError(lines)
  const { data } = parsed
  return {
    port: data.PORT,
    host: data.HOST,
    publicOrigin: data.PUBLIC_ORIGIN,
    dataDir: path.resolve(/* turbopackIgnore: true */ cwd, data.DATA_DIR),
    demo: data.DEMO,
    writesAllowed: data.DEMO || data.ALLOW_UNAUTHENTICATED_WRITES,
    account,
    eniIpQuota: data.ENI_IP_QUOTA,
    operationWaits: data.OPERATION_WAITS,
    auditKey: data.AUDIT_KEY,
    logLevel: data.LOG_LEVEL,
  }
}

const wrong = (name: SettingName, message: string, given: Env): string => {
  const value = given[name]
  const got =
    value === undefined ? 'got nothing' : secretSettings.includes(name) ? 'got a value that is not shown' : `got ${JSON.stringify(value)}`
  return `${name}: ${message}, ${got}`
}

const accountOf = (data: Parsed, cwd: string, lines: string[]): AccountSettings | undefined => {
  const before = lines.length
  const secretId = data.TENCENTCLOUD_SECRET_ID
  if (secretId === undefined) lines.push('TENCENTCLOUD_SECRET_ID: is required (npm start without any credential starts the demo)')
  const regions = data.TENCENTCLOUD_REGIONS
  if (regions === undefined) lines.push('TENCENTCLOUD_REGIONS: is required: the regions to read, like ap-guangzhou,ap-shanghai')
  if (data.DEMO && !isLoopback(new URL(data.CLOUD_ENDPOINT).hostname))
    lines.push(`DEMO: works only with a CLOUD_ENDPOINT on loopback, got ${JSON.stringify(data.CLOUD_ENDPOINT)}`)
  const secretKey = secretKeyOf(data, cwd, lines)
  if (lines.length > before || secretId === undefined || secretKey === undefined || regions === undefined) return undefined
  return {
    name: 'main',
    api: 'v2',
    endpoint: data.CLOUD_ENDPOINT,
    secretId,
    secretKey,
    token: data.TENCENTCLOUD_TOKEN,
    regions,
    signatureWindowSeconds: data.V2_SIGNATURE_WINDOW_SECONDS,
  }
}

const secretKeyOf = (data: Parsed, cwd: string, lines: string[]): string | undefined => {
  const file = data.TENCENTCLOUD_SECRET_KEY_FILE
  if (data.TENCENTCLOUD_SECRET_KEY !== undefined && file !== undefined) {
    lines.push('TENCENTCLOUD_SECRET_KEY: set it or TENCENTCLOUD_SECRET_KEY_FILE, not both')
    return undefined
  }
  if (file === undefined) {
    if (data.TENCENTCLOUD_SECRET_KEY === undefined)
      lines.push('TENCENTCLOUD_SECRET_KEY: is required, or TENCENTCLOUD_SECRET_KEY_FILE with the path of a file that holds it')
    return data.TENCENTCLOUD_SECRET_KEY
  }
  try {
    const full = path.resolve(/* turbopackIgnore: true */ cwd, file)
    // Windows has no such permission bits: everything reads as 0666 there.
    if (process.platform !== 'win32' && (statSync(full).mode & 0o077) !== 0) {
      lines.push(`TENCENTCLOUD_SECRET_KEY_FILE: others can read ${JSON.stringify(file)}: run chmod 600 on it`)
      return undefined
    }
    const text = readFileSync(full, 'utf8').trim()
    if (text !== '') return text
    lines.push(`TENCENTCLOUD_SECRET_KEY_FILE: ${JSON.stringify(file)} is empty`)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
    lines.push(`TENCENTCLOUD_SECRET_KEY_FILE: cannot read ${JSON.stringify(file)} (${code})`)
  }
  return undefined
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
export const forgetSecrets = (env: Env): void => {
  for (const name of secretSettings) delete env[name]
}
