import * as z from 'zod/mini'
import { listQuery } from './page.ts'

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
/** `GET /subnets` query. They come by name. */
export const subnetListQuery = z.strictObject({ ...listQuery.shape, subnet: z.optional(z.string()) })
export type Subnet = z.infer<typeof subnet>
