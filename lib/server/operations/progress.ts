import { z } from 'zod'
import { operationCauses } from '#lib/schema/operation-cause.ts'

export const stepError = z.object({
  /** A word of a newer version is no reason to stop: the rest of the row says what to do. */
  code: z.enum(operationCauses).catch('unknown_code'),
  cloudCode: z.string().optional(),
  cloudMessage: z.string().optional(),
  params: z.record(z.string(), z.unknown()).optional(),
})
export type StepError = z.infer<typeof stepError>

/** What the worker must remember of a step over a restart, beside its state. All times are epoch milliseconds. */
export const progress = z.object({
  /** Since when nothing could be sent, and how often that was tried. */
  waitingSince: z.number().optional(),
  waits: z.number().default(0),
  /** And why, the last time. */
  waitsFor: stepError.optional(),
  /** At most this many addresses in the next request: halved when the cloud says "in use" without saying which. */
  batchMax: z.number().optional(),
  /** Number of the attempt that was answered "in use" and is not judged yet. */
  inUse: z.number().optional(),
  acceptedAt: z.number().optional(),
  task: z.object({ status: z.enum(['succeeded', 'failed']), at: z.number() }).optional(),
  unknownSince: z.number().optional(),
  looks: z.number().default(0),
  /**
   * When each address was first and last seen as asked (assigned and ready for use, gone, on the other ENI) since it was asked for; of a
   * count, everything that nothing else explains. Seen once is never sent again.
   */
  seen: z.record(z.string(), z.object({ first: z.number(), last: z.number() })).default({}),
  /** What of it the latest read shows otherwise. */
  undone: z.array(z.string()).optional(),
  /** When the latest read began: as old as what is said of the difference. */
  lookedAt: z.number().optional(),
  /** The first of the latest reads that all showed nothing done of what is still missing. */
  absentSince: z.number().optional(),
  /** The first of the latest reads that all did not find the ENI. */
  eniGoneSince: z.number().optional(),
  /** Moves and notes: what the latest reads all showed nowhere, and since which of them. */
  lost: z.object({ ips: z.array(z.string()), since: z.number() }).optional(),
  /** A count: what the latest reads all showed as new, and since which of them. */
  same: z.object({ ips: z.array(z.string()), since: z.number() }).optional(),
  /** Before a request: what a read showed otherwise than whoever asked saw it, without us. */
  otherwise: z.array(z.string()).optional(),
  /** A count: what of its baseline the latest reads all left out, and since which one; `isGone`: surely, whatever later reads show. */
  missing: z.record(z.string(), z.object({ since: z.number(), isGone: z.boolean() })).optional(),
  /** Before a count: the latest read that showed these otherwise than the journal has them. */
  lagged: z.object({ ips: z.array(z.string()), at: z.number() }).optional(),
  /** A repeated request was refused for good, while the fate of an earlier one was not known: a read decides. */
  refusal: stepError.optional(),
  lockFreed: z.boolean().optional(),
  /** What is first seen later than this may belong to the next operation on the ENI. */
  lockFreedAt: z.number().optional(),
  /** A person asked for new attempts: those up to number `after` no longer count, and `by` is who must have the right. */
  round: z.object({ number: z.number(), after: z.number(), by: z.string() }).optional(),
  evidence: z.enum(['task', 'observed', 'person']).optional(),
  error: stepError.optional(),
})
export type Progress = z.infer<typeof progress>

/** The same step with another request ahead of it: what was learned about the one before is done with. */
export const forNextAttempt = (now: Progress): Progress => ({
  waits: 0,
  looks: 0,
  seen: {},
  batchMax: now.batchMax,
  otherwise: now.otherwise,
  lockFreed: now.lockFreed,
  lockFreedAt: now.lockFreedAt,
  round: now.round,
  evidence: now.evidence,
  error: now.error,
})

/** The same step with a repeated request on its way: what earlier looks saw stays true. */
export const forRepeat = (now: Progress): Progress => ({
  ...now,
  waitingSince: undefined,
  waits: 0,
  waitsFor: undefined,
  looks: 0,
  inUse: undefined,
  refusal: undefined,
  absentSince: undefined,
  lost: undefined,
  same: undefined,
  lagged: undefined,
  acceptedAt: undefined,
  task: undefined,
})
