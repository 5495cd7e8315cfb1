import { z } from 'zod'

export const vpc = z.object({
  account: z.string(),
  region: z.string(),
  vpcId: z.string(),
  name: z.string(),
  cidr: z.string(),
  isDefault: z.boolean().optional(),
  subnetCount: z.number().int().optional(),
  /** Absent where the cloud does not tell (v2). */
  tags: z.array(z.object({ key: z.string(), value: z.string() })).optional(),
})
export type Vpc = z.infer<typeof vpc>
