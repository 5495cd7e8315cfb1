import * as z from 'zod/mini'

export const subnet = z.object({
  account: z.string(),
  region: z.string(),
  vpcId: z.string(),
  subnetId: z.string(),
  name: z.string(),
  cidr: z.string(),
  zone: z.optional(z.string()),
  /** Addresses the cloud says are free, and how many there are in all (2ⁿ − 3). Absent where the cloud did not say. */
  free: z.optional(z.int()),
  total: z.optional(z.int()),
})
export type Subnet = z.infer<typeof subnet>
