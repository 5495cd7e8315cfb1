import { z } from 'zod'
import { cloudActions } from './cloud-actions.ts'
import { credential, endpoint, regionName, type CloudApi, type IpQuotaSetting } from './settings.ts'

/** One set of cloud credentials with where it works. The secret reaches only the signer. */
export type AccountSettings = {
  name: string
  api: CloudApi
  endpoint: string
  secretId: string
  secretKey: string
  token?: string
  regions: string[]
  /** Who owns it in the cloud, as declared: two accounts of one owner would guard one ENI by two locks. */
  owner?: string
  ipQuota: IpQuotaSetting
  /** Absent: what the API's documents say. */
  signatureWindowSeconds?: number
  /** What the cloud allows this account, where it is not what the documents say. */
  limits?: LimitsSetting
}
export type LimitsSetting = z.infer<typeof limits>

const envName = z.string().regex(/^[A-Za-z_]\w*$/, 'must be the name of an environment variable')
const quota = z.int('must be a whole number').min(1, 'must be at least 1').max(9999, 'must be at most 9999')

const perSecond = z.number('must be a number').positive('must be more than 0').max(10_000, 'must be at most 10000')
/** Requests per second: of every action, and of those named. The server uses half of them. */
const limits = z.strictObject({
  perSecond: perSecond.optional(),
  perAction: z.record(z.string(), perSecond).optional(),
})

const entryFields = z.strictObject({
  name: z
    .string('is required: a short name in small letters, digits and hyphens')
    .regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'must be 1 to 32 small letters, digits or hyphens'),
  api: z.enum(['v2', 'v3'], 'must be v2 or v3').default('v3'),
  endpoint: endpoint.optional(),
  owner: z.string().trim().min(1, 'must not be empty').optional(),
  credentials: z.union(
    [
      z.strictObject({ secretIdEnv: envName, secretKeyEnv: envName, tokenEnv: envName.optional() }),
      z.strictObject({ file: z.string().min(1) }),
    ],
    'must be {"secretIdEnv", "secretKeyEnv", "tokenEnv"?} with names of environment variables, or {"file"} with the path of a file of mode 600',
  ),
  regions: z
    .array(z.string().regex(regionName, 'must be a region name like ap-guangzhou'), 'is required: a list like ["ap-guangzhou"]')
    .min(1, 'must name at least one region')
    .refine((list) => new Set(list).size === list.length, 'must name each region once'),
  ipQuota: z
    .strictObject({
      limit: quota.optional(),
      perEni: z.record(z.string().regex(/^eni-[a-z0-9]+$/, 'must be an ENI id'), quota).default({}),
    })
    .default({ perEni: {} }),
  signatureWindowSeconds: z
    .int('must be a whole number of seconds')
    .min(60, 'must be at least 60')
    .max(86_400, 'must be at most 86400')
    .optional(),
  limits: limits.optional(),
})

/** Whatever else is wrong with the entry: all that is wrong is said at once. */
const hasLimits = ({ value }: { value: unknown }) => entryFields.pick({ api: true, limits: true }).loose().safeParse(value).success

/** One entry of the accounts file (docs/accounts.md). Texts say what must be. */
export const accountEntry = entryFields.superRefine(
  ({ api, limits: own }, context) => {
    const called: readonly string[] = cloudActions[api]
    for (const action of Object.keys(own?.perAction ?? {})) {
      if (called.includes(action)) continue
      const message = `is not called over API ${api}; those are ${called.join(', ')}`
      context.addIssue({ code: 'custom', path: ['limits', 'perAction', action], message })
    }
  },
  { when: hasLimits },
)
export type AccountEntry = z.infer<typeof accountEntry>
export const accountsFile = z.strictObject({
  accounts: z
    .array(z.unknown(), 'is required: a list of accounts')
    .min(1, 'must hold at least one account')
    .max(100, 'holds more than 100'),
})

/** What a credential file holds. */
export const credentialFile = z.strictObject({ secretId: credential, secretKey: credential, token: credential.optional() })
