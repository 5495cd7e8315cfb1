import * as z from 'zod/mini'

/**
 * Where an object lives. An ENI, a VPC and a subnet are each identified by (account, region, id); ids alone are looked up
 * over everything configured (docs/api.md, "Identity and scope").
 */
export const scope = z.object({ account: z.string().check(z.minLength(1)), region: z.string().check(z.minLength(1)) })
export type Scope = z.infer<typeof scope>

/** The same, as optional query parameters. */
export const scopeQuery = z.partial(scope)
export type ScopeQuery = z.infer<typeof scopeQuery>

/** An ENI's id as it is given to us. Half a character could not be put on the wire, so it names none. */
export const givenEniId = z.string().check(
  z.minLength(1),
  z.maxLength(100),
  z.refine((text) => text.isWellFormed(), 'invalid_format'),
)
