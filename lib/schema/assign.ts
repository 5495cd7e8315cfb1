import * as z from 'zod/mini'
import { qosLevels } from './qos.ts'

/** The cloud takes at most this many explicit addresses in one call; more become several steps. */
export const addressesPerCallMax = 10
/** An upper bound for one operation, far above every quota the cloud documents (30 per ENI): a guard against a typing slip. */
export const addressesPerOperationMax = 200

export const reason = z.optional(z.string().check(z.trim(), z.maxLength(200)))

/** Needed on an ENI that another system runs, such as a container service (lib/plan/run-by.ts). */
export const sendDespiteOtherSystem = z.optional(z.boolean())

export const assignExplicit = z.strictObject({
  mode: z.literal('explicit'),
  addresses: z
    .array(z.strictObject({ ip: z.string().check(z.maxLength(100)), primary: z._default(z.boolean(), false) }))
    .check(z.minLength(1), z.maxLength(addressesPerOperationMax)),
  sendPrimaryAnyway: z.optional(z.boolean()),
  sendDespiteOtherSystem,
  reason,
})
export const assignCount = z.strictObject({
  mode: z.literal('count'),
  count: z.int().check(z.gte(1), z.lte(addressesPerOperationMax)),
  /** Only for an account of API v3. Absent: the cloud's own default. */
  qosLevel: z.optional(z.enum(qosLevels)),
  sendDespiteOtherSystem,
  reason,
})
/** `POST /enis/{eniId}/private-ips`: explicit addresses or a count, never both (strict objects refuse the other's keys). */
export const assignBody = z.discriminatedUnion('mode', [assignExplicit, assignCount])
export type AssignBody = z.infer<typeof assignBody>
export type AssignBodyInput = z.input<typeof assignBody>

/** How free addresses are proposed: `spread` over the whole subnet, so that people who choose at the same time rarely choose alike. */
export const suggestionOrders = ['lowest', 'spread'] as const
export type SuggestionOrder = (typeof suggestionOrders)[number]
/** `POST …/private-ips/preflight`: the same body; a count may say how the addresses that it proposes are to be chosen. */
export const preflightBody = z.discriminatedUnion('mode', [
  assignExplicit,
  z.strictObject({ ...assignCount.shape, order: z.optional(z.enum(suggestionOrders)) }),
])
export type PreflightBody = z.infer<typeof preflightBody>
export type PreflightBodyInput = z.input<typeof preflightBody>

/**
 * What we know about one address before it is sent. `free` is a fact as of the snapshot; `unchecked` means that nobody
 * could say, which never blocks and is never shown as free.
 */
export const verdictCodes = [
  'free',
  'malformed',
  'ipv6',
  'outside_subnet',
  'reserved',
  'duplicate',
  'on_this_eni',
  'in_use',
  'claimed',
  'cooling',
  'over_quota',
  'unchecked',
] as const
export type VerdictCode = (typeof verdictCodes)[number]

/** Who has the address: an ENI we know, another product, or one of our own open operations; empty: somebody, and nobody says who. */
export const holder = z.object({
  eniId: z.optional(z.string()),
  eniName: z.optional(z.string()),
  instanceId: z.optional(z.string()),
  operationId: z.optional(z.string()),
  resourceType: z.optional(z.string()),
  resourceId: z.optional(z.string()),
})
export type Holder = z.infer<typeof holder>

/** One verdict per row of the request, in the request's order. `ip` as typed; `until` for `cooling`; `row` (1-based) of the first for `duplicate`. */
export const verdict = z.object({
  ip: z.string(),
  code: z.enum(verdictCodes),
  holder: z.optional(holder),
  until: z.optional(z.iso.datetime()),
  row: z.optional(z.int()),
})
export type Verdict = z.infer<typeof verdict>

/** Verdicts that do not stop a submission. */
export const harmlessVerdicts: readonly VerdictCode[] = ['free', 'unchecked']

/** The exact upstream parameters of every call, without credentials, signature, nonce and timestamp. */
export const previewedCalls = z.array(
  z.object({ api: z.enum(['v2', 'v3']), action: z.string(), region: z.string(), params: z.record(z.string(), z.unknown()) }),
)

/** Answer of `POST …/private-ips/preflight`. Writes nothing. */
export const preflight = z.object({
  verdicts: z.array(verdict),
  quota: z.object({ used: z.int(), limit: z.optional(z.int()) }),
  subnet: z.object({ cidr: z.string(), free: z.optional(z.int()), total: z.optional(z.int()) }),
  /** How many cloud calls the operation will make. */
  steps: z.int(),
  /** Free addresses the planner would choose now, ascending: as many as `count` asks, in its `order`, or the 5 lowest for an explicit body. */
  suggestions: z.array(z.string()),
  request: previewedCalls,
  observedAt: z.iso.datetime(),
})
export type Preflight = z.infer<typeof preflight>
