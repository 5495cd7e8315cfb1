import { isIP } from 'node:net'
import { z } from 'zod'
import { parseProxy } from './parse-proxy.ts'

/**
 * Every setting the server reads, with the check of its text. The order is the order of `.env.example`.
 * Texts say what must be, in the words of the person who sets it; `env.ts` puts the name before them.
 */
const wholeNumber = (min: number, max: number, what: string) =>
  z
    .string()
    .refine((text) => /^\d+$/.test(text) && Number(text) >= min && Number(text) <= max, `must be ${what} from ${min} to ${max}`)
    .transform(Number)
const seconds = (min: number, max: number) => wholeNumber(min, max, 'a whole number of seconds')
const flag = z.enum(['0', '1'], 'must be 1 or 0').transform((text) => text === '1')

const loopbackName = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/
/** True for names and addresses that only this machine can reach. */
export const isLoopback = (host: string): boolean => loopbackName.test(host)

/** The vendor's own addresses. */
export const publicEndpoints = { v2: 'https://vpc.api.qcloud.com', v3: 'https://vpc.tencentcloudapi.com' } as const
export type CloudApi = keyof typeof publicEndpoints

const url = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined)
const publicOrigin = z
  .string()
  .refine(
    (text) => /^https?:$/.test(url(text)?.protocol ?? '') && url(text)?.origin === text.replace(/\/$/, ''),
    'must be scheme, host and port alone, like https://eni.example.com',
  )
  .transform((text) => new URL(text).origin)
const databaseUrl = z.string().refine((text) => {
  const parsed = url(text)
  return /^postgres(ql)?:$/.test(parsed?.protocol ?? '') && (parsed?.pathname.length ?? 0) > 1
}, 'must be the address of a PostgreSQL database, like postgres://user:password@db.example.com:5432/enidesk')
export const endpoint = z
  .string()
  .refine((text) => {
    const parsed = url(text)
    if (!parsed || parsed.username !== '' || parsed.search !== '' || parsed.hash !== '') return false
    return parsed.protocol === 'https:' || (parsed.protocol === 'http:' && isLoopback(parsed.hostname))
  }, 'must be an https address without user, query or fragment (http only on loopback)')
  .transform((text) => text.replace(/\/$/, ''))
export const regionName = /^[a-z][a-z0-9-]*$/
const names = (pattern: RegExp, what: string) =>
  z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .refine(
      (list) => list.length > 0 && list.every((part) => pattern.test(part)) && new Set(list).size === list.length,
      `must be ${what}, separated by commas, each once`,
    )

export type IpQuotaSetting = { limit?: number; perEni: Record<string, number> }
const quotaPart = /^(?:(eni-[a-z0-9]+)=)?([1-9]\d{0,3})$/
const ipQuota = z
  .string()
  .transform((text) => text.split(',').map((part) => quotaPart.exec(part.trim())))
  .refine(
    (parts) => parts.every((part) => part !== null) && parts.filter((part) => part?.[1] === undefined).length <= 1,
    'must be a number, or eni-…=number, separated by commas: 10,eni-abc=30',
  )
  .transform((parts): IpQuotaSetting => {
    const quota: IpQuotaSetting = { perEni: {} }
    for (const part of parts) {
      if (part?.[1]) quota.perEni[part[1]] = Number(part[2])
      else quota.limit = Number(part?.[2])
    }
    return quota
  })
const waitPart = /^([a-z]+Ms)=(\d{1,9})$/i
const waits = z
  .string()
  .transform((text) => text.split(',').map((part) => waitPart.exec(part.trim())))
  .refine((parts) => parts.every((part) => part !== null), 'must be name=milliseconds, separated by commas: goneMs=500,presentMs=900')
  .transform((parts): Record<string, number> => Object.fromEntries(parts.map((part) => [part?.[1] ?? '', Number(part?.[2])])))
const proxies = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .refine(
    (parts) => parts.every((part) => parseProxy(part) !== undefined),
    'must be the addresses or CIDRs of the proxies in front, separated by commas: 127.0.0.1,10.0.0.0/8',
  )
const key = z.string().min(32, 'must have at least 32 characters')
export const credential = z.string().refine((text) => /^[\x21-\x7e]+$/.test(text), 'must be printable characters without spaces')

export const settingSchemas = {
  PORT: wholeNumber(0, 65_535, 'a whole number').default(3000),
  HOST: z
    .string()
    .refine(
      (text) => isLoopback(text) || isIP(text.replaceAll(/[[\]]/g, '')) > 0,
      'must be an IP address, like 127.0.0.1 or 0.0.0.0, or localhost',
    )
    .default('127.0.0.1'),
  PUBLIC_ORIGIN: publicOrigin.optional(),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: databaseUrl.optional(),
  CLOUD_API: z.enum(['v2', 'v3'], 'must be v2 or v3').default('v3'),
  CLOUD_ENDPOINT: endpoint.optional(),
  CLOUD_LANGUAGE: z.enum(['en-US', 'zh-CN'], 'must be en-US or zh-CN').default('en-US'),
  TENCENTCLOUD_SECRET_ID: credential.optional(),
  TENCENTCLOUD_SECRET_KEY: credential.optional(),
  TENCENTCLOUD_SECRET_KEY_FILE: z.string().optional(),
  TENCENTCLOUD_TOKEN: credential.optional(),
  TENCENTCLOUD_REGIONS: names(regionName, 'region names like ap-guangzhou').optional(),
  ACCOUNTS_FILE: z.string().optional(),
  ENI_IP_QUOTA: ipQuota.default({ perEni: {} }),
  V2_SIGNATURE_WINDOW_SECONDS: seconds(60, 86_400).default(7200),
  OPERATION_WAITS: waits.default({}),
  AUTH_SECRET: key.optional(),
  OIDC_ISSUER: endpoint.optional(),
  OIDC_CLIENT_ID: credential.optional(),
  OIDC_CLIENT_SECRET: credential.optional(),
  OIDC_CLIENT_SECRET_FILE: z.string().optional(),
  OIDC_NAME: z.string().max(60, 'must have at most 60 characters').optional(),
  OIDC_TRUST_EMAIL: flag.optional(),
  AUDIT_KEY: key.optional(),
  TRUST_PROXY: proxies.default([]),
  READ_ONLY: flag.default(false),
  DEMO: flag.default(false),
  LOG_LEVEL: z.enum(['error', 'warn', 'info', 'debug'], 'must be error, warn, info or debug').default('info'),
} as const satisfies Record<string, z.ZodType>
export type SettingName = keyof typeof settingSchemas

/** What describes the one account where there is no accounts file; refused beside one. */
export const singleAccountSettings: readonly SettingName[] = [
  'CLOUD_API',
  'CLOUD_ENDPOINT',
  'TENCENTCLOUD_SECRET_ID',
  'TENCENTCLOUD_SECRET_KEY',
  'TENCENTCLOUD_SECRET_KEY_FILE',
  'TENCENTCLOUD_TOKEN',
  'TENCENTCLOUD_REGIONS',
  'ENI_IP_QUOTA',
  'V2_SIGNATURE_WINDOW_SECONDS',
]

/** Never printed, not even when wrong. */
export const secretSettings: readonly SettingName[] = [
  'TENCENTCLOUD_SECRET_ID',
  'TENCENTCLOUD_SECRET_KEY',
  'TENCENTCLOUD_TOKEN',
  'AUTH_SECRET',
  'OIDC_CLIENT_SECRET',
  'AUDIT_KEY',
  'DATABASE_URL',
]
