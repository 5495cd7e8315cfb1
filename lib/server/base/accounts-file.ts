import 'server-only'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { z } from 'zod'
import { accountEntry, accountsFile, credentialFile, type AccountEntry, type AccountSettings } from './account-settings.ts'
import { codeOf, readSecretFile } from './secret-file.ts'
import { credential, publicEndpoints } from './settings.ts'

type Env = Record<string, string | undefined>
type Credentials = z.infer<typeof credentialFile>
export type ReadAccounts = {
  accounts: AccountSettings[]
  /** Where the accounts live, also of those whose credentials are wrong; `what` is the place in words, with its article. */
  endpoints: { what: string; endpoint: string }[]
  /** The variables that hold secrets, to be forgotten once they are read. */
  envNames: string[]
}

/**
 * Reads the accounts file. Everything that is wrong goes to `lines`, each with its path in the file; values are never repeated, because
 * somebody may have put a secret where a name belongs. Relative credential files start from the folder of the accounts file.
 */
export const readAccounts = (file: string, env: Env, cwd: string, lines: string[]): ReadAccounts => {
  const say = (where: string, what: string) => lines.push(`ACCOUNTS_FILE: ${where === '' ? '' : `${where} `}${what}`)
  const full = path.resolve(/* turbopackIgnore: true */ cwd, file)
  const parsed = accountsFile.safeParse(jsonOf(full, file, say))
  if (!parsed.success) {
    if (lines.length === 0 || !lines.at(-1)?.startsWith('ACCOUNTS_FILE: ')) sayIssues(parsed.error, '', say)
    return { accounts: [], endpoints: [], envNames: [] }
  }
  const envNames: string[] = []
  const entries = parsed.data.accounts.map((value, index): Found | undefined => {
    const where = `accounts[${index}]`
    const entry = accountEntry.safeParse(value)
    if (!entry.success) {
      sayIssues(entry.error, where, say)
      return undefined
    }
    const { credentials: source, ...rest } = entry.data
    if ('secretIdEnv' in source) envNames.push(source.secretIdEnv, source.secretKeyEnv, ...(source.tokenEnv ? [source.tokenEnv] : []))
    const found = 'file' in source ? fromFile(source.file, path.dirname(full), where, say) : fromEnv(source, env, where, say)
    return { ...rest, endpoint: rest.endpoint ?? publicEndpoints[rest.api], ...found }
  })
  sayTwice(entries, say)
  const known = entries.filter((entry) => entry !== undefined)
  return {
    accounts: known.filter((entry): entry is AccountSettings => entry.secretKey !== undefined),
    endpoints: known.map(({ name, endpoint }) => ({ what: `an endpoint of the account ${name}`, endpoint })),
    envNames,
  }
}

/** An account whose credentials may have been refused. */
type Found = Omit<AccountSettings, 'secretId' | 'secretKey'> & Partial<Credentials>

type Say = (where: string, what: string) => void

const jsonOf = (full: string, file: string, say: Say): unknown => {
  let text: string
  try {
    text = readFileSync(full, 'utf8')
  } catch (error) {
    say('', `cannot read ${JSON.stringify(file)} (${codeOf(error)})`)
    return undefined
  }
  try {
    return JSON.parse(text)
  } catch {
    // The parser's own text quotes the file.
    say('', `${JSON.stringify(file)} is not valid JSON`)
    return undefined
  }
}

const sayIssues = (error: z.ZodError, where: string, say: Say): void => {
  for (const issue of error.issues) {
    const inside = issue.path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('')
    const place = `${where}${inside}`.replace(/^\./, '')
    if (issue.code === 'unrecognized_keys')
      for (const key of issue.keys) say(`${place}${place === '' ? '' : '.'}${key}`, 'is not known here')
    else say(place, issue.message)
  }
}

const fromFile = (file: string, folder: string, where: string, say: Say): Credentials | undefined => {
  const place = `${where}.credentials.file`
  const text = readSecretFile(file, folder, (line) => say(place, line))
  if (text === undefined) return undefined
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    say(place, 'does not hold JSON: {"secretId": "…", "secretKey": "…", "token"?: "…"}')
    return undefined
  }
  const parsed = credentialFile.safeParse(json)
  if (parsed.success) return parsed.data
  sayIssues(parsed.error, place, say)
  return undefined
}

const fromEnv = (
  names: Extract<AccountEntry['credentials'], { secretIdEnv: string }>,
  env: Env,
  where: string,
  say: Say,
): Credentials | undefined => {
  const valueOf = (key: 'secretIdEnv' | 'secretKeyEnv' | 'tokenEnv'): string | undefined => {
    const name = names[key]
    if (name === undefined) return undefined
    const value = env[name]?.trim() ?? ''
    if (value === '') say(`${where}.credentials.${key}`, `names ${name}, which is not set`)
    else if (!credential.safeParse(value).success)
      say(`${where}.credentials.${key}`, `names ${name}, whose value must be printable characters without spaces`)
    else return value
    return undefined
  }
  const [secretId, secretKey, token] = [valueOf('secretIdEnv'), valueOf('secretKeyEnv'), valueOf('tokenEnv')]
  if (secretId === undefined || secretKey === undefined || (names.tokenEnv !== undefined && token === undefined)) return undefined
  return { secretId, secretKey, ...(token === undefined ? {} : { token }) }
}

/** Two locks would guard one ENI if one real account stood here twice; two equal names could not be told apart. */
const sayTwice = (accounts: readonly (Found | undefined)[], say: Say): void => {
  const rules: [key: 'name' | 'owner' | 'secretId', field: string, what: string][] = [
    ['name', 'name', 'is the name of'],
    ['owner', 'owner', 'is the owner of'],
    ['secretId', 'credentials', 'have the SecretId of'],
  ]
  for (const [key, field, what] of rules) {
    const first = new Map<string, number>()
    for (const [index, account] of accounts.entries()) {
      const value = account?.[key]
      if (value === undefined) continue
      const before = first.get(value)
      const why = key === 'name' ? 'names must differ' : 'one real account may be configured only once'
      if (before === undefined) first.set(value, index)
      else say(`accounts[${index}].${field}`, `${what} accounts[${before}] too: ${why}`)
    }
  }
}
