import * as z from 'zod/mini'
import { addressPast } from '#lib/schema/address-past.ts'
import { verdict } from '#lib/schema/assign.ts'
import { eni } from '#lib/schema/eni.ts'
import { subnet } from '#lib/schema/subnet.ts'

/** `GET /search?q=`: exact IP, ENI id, instance id or MAC over all configured accounts, regions and VPCs. */
export const searchKinds = ['ip', 'eni', 'instance', 'mac', 'unrecognised'] as const
export const searchResult = z.object({
  q: z.string(),
  kind: z.enum(searchKinds),
  /** One hit per ENI; `ip` is the address to mark when an address was looked for. The same IP in several VPCs is several hits. */
  items: z.array(z.object({ eni, ip: z.optional(z.string()), vpcName: z.optional(z.string()) })),
  /** Where an address lies that was found nowhere: the known subnets that it is in. `verdict` absent: the interfaces there could not be read. */
  subnets: z.array(z.object({ ...subnet.shape, vpcName: z.optional(z.string()), verdict: z.optional(verdict) })),
  /** Of an address that was looked for: what our own operations did with it, in each VPC where they did anything. */
  past: z.array(addressPast),
  /** What was searched, and how old it is: a "not found" is only worth this. */
  searched: z.array(
    z.object({
      account: z.string(),
      region: z.string(),
      vpcs: z.int(),
      enis: z.int(),
      observedAt: z.optional(z.iso.datetime()),
      error: z.optional(z.string()),
    }),
  ),
  observedAt: z.iso.datetime(),
})
export type SearchResult = z.infer<typeof searchResult>
export type SearchedSubnet = SearchResult['subnets'][number]
