import * as z from 'zod/mini'
import { eip } from './eni.ts'
import { listQuery, someOf } from './page.ts'
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
  k: z.int(),
  /** Absent while the answer is awaited. */
  outcome: z.optional(z.enum(attemptOutcomes)),
  requestId: z.optional(z.string()),
  /** Our own id of the attempt, sent to the cloud where it takes one: what its support can search for. */
  traceId: z.string(),
  sentAt: z.optional(z.iso.datetime()),
  endedAt: z.optional(z.iso.datetime()),
  cloudCode: z.optional(z.string()),
  cloudMessage: z.optional(z.string()),
})
export type Attempt = z.infer<typeof attempt>

/** Why something is not as asked, in words the UI translates (`code` with `params`), and what the cloud itself said. */
const cause = z.object({
  code: z.string(),
  cloudCode: z.optional(z.string()),
  cloudMessage: z.optional(z.string()),
  params: z.optional(z.record(z.string(), z.unknown())),
})

/** One cloud call: at most ten named addresses, or one count. */
export const step = z.object({
  n: z.int(),
  state: z.enum(stepStates),
  addresses: z.array(z.string()),
  count: z.optional(z.int()),
  /** The level of service that the count asked for (v3). */
  qosLevel: z.optional(z.enum(qosLevels)),
  taskId: z.optional(z.string()),
  /** When the resolver or poller looks next, so that a screen can say so. */
  nextAt: z.optional(z.iso.datetime()),
  /** While it is not settled: when the ENI was last read to find out. */
  lookedAt: z.optional(z.iso.datetime()),
  /** Why a planned step has not been sent, though it was tried. */
  waitsFor: z.optional(cause),
  attempts: z.array(attempt),
})
export type Step = z.infer<typeof step>

/** Something a reader of the operation should know, in words the UI translates: `code` with `params`. */
export const finding = z.object({ code: z.string(), at: z.iso.datetime(), params: z.optional(z.record(z.string(), z.unknown())) })
export type Finding = z.infer<typeof finding>

export const operation = z.object({
  id: z.string(),
  kind: z.enum(operationKinds),
  state: z.enum(operationStates),
  /** True from the first unknown on, until it is settled: the UI then says Unconfirmed (待确认). */
  unconfirmed: z.boolean(),
  version: z.int(),
  account: z.string(),
  region: z.string(),
  vpcId: z.string(),
  eniId: z.string(),
  /** What the ENI is called, as last read; absent where that is not known (any more). */
  eniName: z.optional(z.string()),
  /** A move: where the address goes. `eniId` is where it comes from. */
  toEniId: z.optional(z.string()),
  toEniName: z.optional(z.string()),
  /** What a note is to be; empty clears it. */
  note: z.optional(z.string()),
  mode: z.optional(z.enum(['explicit', 'count'])),
  count: z.optional(z.int()),
  /** Who asked, by the name they have now. */
  actor: z.string(),
  /** The same by id: `usr_…` or `tok_…`. */
  actorId: z.optional(z.string()),
  reason: z.optional(z.string()),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  endedAt: z.optional(z.iso.datetime()),
  /** `task` = the cloud said that it was done (its task ended; a note has none) and a read showed it; `observed` = only the read showed it; `person` = somebody decided. */
  evidence: z.optional(z.enum(['task', 'observed', 'person'])),
  /** A release or a move: when the EIPs of its addresses had been read. Absent: nothing is kept of them, which is not that there were none. */
  eipsObservedAt: z.optional(z.iso.datetime()),
  /**
   * `done`: assigned, released, moved or noted, as `kind` says; `already_there`: it was so before anything was sent. `eip`: what was on it
   * at `eipsObservedAt`, before anything was sent.
   */
  addresses: z.array(
    z.object({
      ip: z.string(),
      primary: z.optional(z.boolean()),
      outcome: z.enum(addressOutcomes),
      cause: z.optional(z.string()),
      eip: z.optional(eip),
    }),
  ),
  steps: z.array(step),
  /** While it needs attention: what a read has shown as done since and a person may adopt. */
  adoptable: z.optional(z.array(z.string())),
  /** While it needs attention: what a read has shown as done since, and the latest one shows otherwise again. Of a count, not adoptable. */
  undone: z.optional(z.array(z.string())),
  /** Why it failed; while it needs attention, what the latest look found instead. */
  error: z.optional(cause),
  findings: z.array(finding),
})
export type Operation = z.infer<typeof operation>

/** What the screen calls the state: from the first unclear answer on, a running operation is unconfirmed. */
export const shownState = ({ state, unconfirmed }: Pick<Operation, 'state' | 'unconfirmed'>): OperationState | 'unconfirmed' =>
  unconfirmed && !isEnded(state) && state !== 'needs_attention' ? 'unconfirmed' : state

/**
 * What operations are narrowed by. `kind` and `state`: one or several with commas; `open=1` = not ended. `actor` is an
 * id, or a part of the name of who asked. They began at `from` or later, and before `to`.
 */
export const operationFilterQuery = z.strictObject({
  ...z.omit(listQuery, { limit: true, cursor: true }).shape,
  eni: z.optional(z.string()),
  kind: z.optional(someOf(operationKinds)),
  state: z.optional(someOf(operationStates)),
  open: z.optional(z.enum(['1'])),
  actor: z.optional(z.string().check(z.trim(), z.maxLength(200))),
  from: z.optional(z.iso.datetime({ offset: true })),
  to: z.optional(z.iso.datetime({ offset: true })),
})
/** `GET /operations` query. They come newest first. */
export const operationListQuery = z.strictObject({ ...listQuery.shape, ...operationFilterQuery.shape })

export const resolutionBody = z
  .strictObject({
    action: z.enum(['adopt', 'retry', 'close', 'check']),
    /** Required for every action but `check`. */
    reason: z.optional(z.string().check(z.trim(), z.maxLength(200))),
    addresses: z.optional(z.array(z.string()).check(z.maxLength(200))),
  })
  .check(z.refine((body) => body.action === 'check' || (body.reason ?? '') !== '', { path: ['reason'], message: 'required' }))
export type ResolutionBody = z.infer<typeof resolutionBody>

/** Why a decision about an operation cannot be carried out: `params.why` of the problem `not_resolvable`. */
export const resolutionRefusals = [
  'ended',
  'not_stuck',
  'nothing_chosen',
  'undone',
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
