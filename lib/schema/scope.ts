import { z } from 'zod'

/**
 * Where an object lives. An ENI, a VPC and a subnet are each identified by (account, region, id); ids alone are looked up
 * over everything configured (docs/api.md, "Identity and scope").
 */
export const scope = z.object({ account: z.string().min(1), region: z.string().min(1) })
export type Scope = z.infer<typeof scope>

/** The same, as optional query parameters. */
export const scopeQuery = scope.partial()
export type ScopeQuery = z.infer<typeof scopeQuery>
