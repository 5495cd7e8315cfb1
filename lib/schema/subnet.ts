import { z } from 'zod'

export const subnet = z.object({
  account: z.string(),
  region: z.string(),
  vpcId: z.string(),
  subnetId: z.string(),
  name: z.string(),
  cidr: z.string(),
  zone: z.string().optional(),
  /** Addresses the cloud says are free, and how many there are in all (2ⁿ − 3). Absent where the cloud did not say. */
  free: z.number().int().optional(),
  total: z.number().int().optional(),
})
export type Subnet = z.infer<typeof subnet>
