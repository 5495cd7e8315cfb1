import * as z from 'zod/mini'

export const vpc = z.object({
  account: z.string(),
  region: z.string(),
  vpcId: z.string(),
  name: z.string(),
  cidr: z.string(),
  isDefault: z.optional(z.boolean()),
  subnetCount: z.optional(z.int()),
  /** Absent where the cloud does not tell (v2). */
  tags: z.optional(z.array(z.object({ key: z.string(), value: z.string() }))),
})
export type Vpc = z.infer<typeof vpc>
