import * as z from 'zod/mini'
import { listQuery } from './page.ts'
import { vpc } from './vpc.ts'

/** The states the cloud documents, lower-cased. A state we do not know is kept and shown as it came, so the type is string. */
export const eniStates = ['pending', 'available', 'attaching', 'detaching', 'deleting', 'inuse'] as const
export const privateIpStates = ['pending', 'available', 'migrating', 'deleting'] as const

/** How the cloud names an EIP: by both, or by one of them. */
export const eip = z.object({ eipId: z.optional(z.string()), publicIp: z.optional(z.string()) })
export type Eip = z.infer<typeof eip>

/** One IPv4 address on an ENI. `state` is absent where the API does not report it (v2). */
export const privateIp = z.object({
  ip: z.string(),
  isPrimary: z.boolean(),
  state: z.optional(z.string()),
  eip: z.optional(eip),
  note: z.optional(z.string()),
})
export type PrivateIp = z.infer<typeof privateIp>

/** Private IPs on the ENI, primary included, and how many it may hold. `limit` absent = nobody told us: shown as `4 / ?`. */
export const ipQuota = z.object({ used: z.int(), limit: z.optional(z.int()) })
export type IpQuota = z.infer<typeof ipQuota>

export const eni = z.object({
  account: z.string(),
  region: z.string(),
  vpcId: z.string(),
  subnetId: z.string(),
  eniId: z.string(),
  name: z.string(),
  description: z.optional(z.string()),
  /** The instance's own first card: the cloud does not let it be detached. */
  isPrimary: z.boolean(),
  mac: z.optional(z.string()),
  state: z.string(),
  zone: z.optional(z.string()),
  instanceId: z.optional(z.string()),
  securityGroups: z.optional(z.array(z.string())),
  tags: z.optional(z.array(z.object({ key: z.string(), value: z.string() }))),
  createdAt: z.optional(z.string()),
  /** The system that runs this ENI, as the cloud names it: `cvm` is an instance's own, anything else is not for us to change (v3). */
  business: z.optional(z.string()),
  /** Level of service: PT, AU, AG or DEFAULT (v3). */
  qosLevel: z.optional(z.string()),
  privateIps: z.array(privateIp),
  quota: ipQuota,
})
export type Eni = z.infer<typeof eni>

/** `GET /enis` query. `sort`: a column, descending with a `-` before it. */
export const eniListQuery = z.strictObject({
  ...listQuery.shape,
  subnet: z.optional(z.string()),
  state: z.optional(z.string()),
  sort: z.optional(z.string().check(z.maxLength(40))),
})

/** `GET /enis/{eniId}`: the ENI with what its screen needs beside it. */
export const eniDetail = z.object({
  eni,
  vpc: z.optional(z.pick(vpc, { vpcId: true, name: true, cidr: true, tags: true })),
  subnet: z.optional(
    z.object({
      subnetId: z.string(),
      name: z.string(),
      cidr: z.string(),
      free: z.optional(z.int()),
      total: z.optional(z.int()),
    }),
  ),
  /** The open operation that holds this ENI, if any: assign is off while it runs. */
  openOperationId: z.optional(z.string()),
  observedAt: z.iso.datetime(),
})
export type EniDetail = z.infer<typeof eniDetail>
