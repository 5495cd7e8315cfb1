import { z } from 'zod'
import { eni } from '#lib/schema/eni.ts'

/** `GET /search?q=`: exact IP, ENI id, instance id or MAC over all configured accounts, regions and VPCs. */
export const searchKinds = ['ip', 'eni', 'instance', 'mac', 'unrecognised'] as const
export const searchResult = z.object({
  q: z.string(),
  kind: z.enum(searchKinds),
  /** One hit per ENI; `ip` is the address to mark when an address was looked for. The same IP in several VPCs is several hits. */
  items: z.array(z.object({ eni, ip: z.string().optional(), vpcName: z.string().optional() })),
  /** What was searched, and how old it is: a "not found" is only worth this. */
  searched: z.array(
    z.object({
      account: z.string(),
      region: z.string(),
      vpcs: z.number().int(),
      enis: z.number().int(),
      observedAt: z.iso.datetime().optional(),
      error: z.string().optional(),
    }),
  ),
  observedAt: z.iso.datetime(),
})
export type SearchResult = z.infer<typeof searchResult>
