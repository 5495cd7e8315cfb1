import { z } from 'zod'
import { operationCauses } from '#lib/schema/operation-cause.ts'

export const stepError = z.object({
  code: z.enum(operationCauses),
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
  /** At most this many addresses in the next request: halved when the cloud says "in use" without saying which. */
  batchMax: z.number().optional(),
  /** Number of the attempt that was answered "in use" and is not judged yet. */
  inUse: z.number().optional(),
  acceptedAt: z.number().optional(),
  task: z.object({ status: z.enum(['succeeded', 'failed']), at: z.number() }).optional(),
  unknownSince: z.number().optional(),
  looks: z.number().default(0),
  /** When each address of the attempt was first and last seen on the ENI since it was sent. */
  seen: z.record(z.string(), z.object({ first: z.number(), last: z.number() })).default({}),
  /** The first of the latest reads that all showed nothing of the attempt. */
  absentSince: z.number().optional(),
  /** The first of the latest reads that all did not find the ENI. */
  eniGoneSince: z.number().optional(),
  lockFreed: z.boolean().optional(),
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
  lockFreed: now.lockFreed,
  evidence: now.evidence,
  error: now.error,
})
