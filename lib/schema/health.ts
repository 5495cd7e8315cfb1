import * as z from 'zod/mini'

/** `GET /api/health/live`: the process answers. */
export const live = z.object({ status: z.literal('ok') })

/**
 * `GET /api/health/ready`: the database answers (else 503). A cloud that cannot be read is named and does not make the
 * server unready: operations are tracked, and pages work with what was read before.
 */
export const ready = z.object({
  status: z.enum(['ok', 'degraded', 'unavailable']),
  database: z.enum(['ok', 'failed']),
  cloud: z.array(
    z.object({ account: z.string(), region: z.string(), observedAt: z.optional(z.iso.datetime()), error: z.optional(z.string()) }),
  ),
})
export type Ready = z.infer<typeof ready>
