import { z } from 'zod'
import { qosLevels } from './qos.ts'

export const operationKinds = ['assign', 'release', 'move', 'note'] as const
export const operationStates = ['queued', 'running', 'needs_attention', 'succeeded', 'partial', 'failed', 'cancelled'] as const
export const stepStates = ['planned', 'sending', 'accepted', 'succeeded', 'failed', 'unknown', 'needs_attention'] as const
export const attemptOutcomes = ['not_sent', 'refused', 'accepted', 'busy', 'in_use', 'unknown'] as const
export const addressOutcomes = ['pending', 'done', 'failed', 'already_there', 'unknown'] as const
export type OperationState = (typeof operationStates)[number]
export type StepState = (typeof stepStates)[number]
export type AttemptOutcome = (typeof attemptOutcomes)[number]
export type AddressOutcome = (typeof addressOutcomes)[number]

/** States in which nothing more will happen by itself. */
export const endedStates: readonly OperationState[] = ['succeeded', 'partial', 'failed', 'cancelled']
export const isEnded = (state: OperationState): boolean => endedStates.includes(state)

/** One request put on the wire. */
export const attempt = z.object({
  k: z.number().int(),
  /** Absent while the answer is awaited. */
  outcome: z.enum(attemptOutcomes).optional(),
  requestId: z.string().optional(),
  /** Our own id of the attempt, sent to the cloud where it takes one: what its support can search for. */
  traceId: z.string(),
  sentAt: z.iso.datetime().optional(),
  endedAt: z.iso.datetime().optional(),
  cloudCode: z.string().optional(),
  cloudMessage: z.string().optional(),
})
export type Attempt = z.infer<typeof attempt>

/** One cloud call: at most ten named addresses, or one count. */
export const step = z.object({
  n: z.number().int(),
  state: z.enum(stepStates),
  addresses: z.array(z.string()),
  count: z.number().int().optional(),
  /** The level of service that the count asked for (v3). */
  qosLevel: z.enum(qosLevels).optional(),
  taskId: z.string().optional(),
  /** When the resolver or poller looks next, so that a screen can say so. */
  nextAt: z.iso.datetime().optional(),
  attempts: z.array(attempt),
})
export type Step = z.infer<typeof step>

/** Something a reader of the operation should know, in words the UI translates: `code` with `params`. */
export const finding = z.object({ code: z.string(), at: z.iso.datetime(), params: z.record(z.string(), z.unknown()).optional() })
export type Finding = z.infer<typeof finding>

export const operation = z.object({
  id: z.string(),
  kind: z.enum(operationKinds),
  state: z.enum(operationStates),
  /** True from the first unknown on, until it is settled: the UI then says Unconfirmed (待确认). */
  unconfirmed: z.boolean(),
  version: z.number().int(),
  account: z.string(),
  region: z.string(),
  vpcId: z.string(),
  eniId: z.string(),
  /** A move: where the address goes. `eniId` is where it comes from. */
  toEniId: z.string().optional(),
  /** What a note is to be; empty clears it. */
  note: z.string().optional(),
  mode: z.enum(['explicit', 'count']).optional(),
  count: z.number().int().optional(),
  /** Who asked, by the name they have now. */
  actor: z.string(),
  /** The same by id: `usr_…` or `tok_…`. */
  actorId: z.string().optional(),
  reason: z.string().optional(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().optional(),
  /** `task` = the cloud said that it was done (its task ended; a note has none) and a read showed it; `observed` = only the read showed it; `person` = somebody decided. */
  evidence: z.enum(['task', 'observed', 'person']).optional(),
  /** `done`: assigned, released, moved or noted, as `kind` says; `already_there`: it was so before anything was sent. */
  addresses: z.array(
    z.object({ ip: z.string(), primary: z.boolean().optional(), outcome: z.enum(addressOutcomes), cause: z.string().optional() }),
  ),
  steps: z.array(step),
  /** While it needs attention: what a read has shown as done since and a person may adopt. */
  adoptable: z.array(z.string()).optional(),
  error: z
    .object({
      code: z.string(),
      cloudCode: z.string().optional(),
      cloudMessage: z.string().optional(),
      params: z.record(z.string(), z.unknown()).optional(),
    })
    .optional(),
  findings: z.array(finding),
})
export type Operation = z.infer<typeof operation>

/** `GET /operations` query, beside the common list parameters. `open=1` = not ended. */
export const operationListQuery = z.object({ eni: z.string().optional(), open: z.enum(['1']).optional() })

export const resolutionBody = z
  .strictObject({
    action: z.enum(['adopt', 'retry', 'close', 'check']),
    /** Required for every action but `check`. */
    reason: z.string().trim().max(200).optional(),
    addresses: z.array(z.string()).max(200).optional(),
  })
  .refine((body) => body.action === 'check' || (body.reason ?? '') !== '', { path: ['reason'], message: 'required' })
export type ResolutionBody = z.infer<typeof resolutionBody>

/** Why a decision about an operation cannot be carried out: `params.why` of the problem `not_resolvable`. */
export const resolutionRefusals = [
  'ended',
  'not_stuck',
  'nothing_chosen',
  'not_observed',
  'in_baseline',
  'of_another_operation',
  'copy_may_arrive',
  'task_running',
  'addresses_observed',
  'eni_busy',
  'address_claimed',
  'address_cooling',
  'unreadable',
] as const
export type ResolutionRefusal = (typeof resolutionRefusals)[number]
