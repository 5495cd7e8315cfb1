import { z } from 'zod'

export const vpc = z.object({
  account: z.string(),
  region: z.string(),
  vpcId: z.string(),
  name: z.string(),
  cidr: z.string(),
  isDefault: z.boolean().optional(),
  subnetCount: z.number().int().optional(),
})
export type Vpc = z.infer<typeof vpc>
