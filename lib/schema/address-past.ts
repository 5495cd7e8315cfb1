import * as z from 'zod/mini'
import { eip } from './eni.ts'
import { operationStates } from './operation.ts'

/** Kinds of operations that change who has an address. */
export const movingKinds = ['assign', 'release', 'move'] as const
/** `done`: it was changed; `pending` and `unknown`: it may be. What failed, and what was so before, has changed nothing. */
export const changingOutcomes = ['done', 'pending', 'unknown'] as const

/** What one of our operations did with an address, or may do. What was done elsewhere nobody has written down. */
export const addressChange = z.object({
  operationId: z.string(),
  kind: z.enum(movingKinds),
  state: z.enum(operationStates),
  unconfirmed: z.boolean(),
  /** Of this address. */
  outcome: z.enum(changingOutcomes),
  /** Who asked, by the name they have now. */
  actor: z.string(),
  /** When the operation ended, or was asked for as long as it has not. */
  at: z.iso.datetime(),
  eniId: z.string(),
  /** A move: where the address goes. */
  toEniId: z.optional(z.string()),
  /** The one that it had then; absent where it had none, or nobody knows. */
  eip: z.optional(eip),
})
export type AddressChange = z.infer<typeof addressChange>

/** What our operations did with one address in one VPC, the latest first. */
export const addressPast = z.object({
  account: z.string(),
  region: z.string(),
  vpcId: z.string(),
  ip: z.string(),
  changes: z.array(addressChange),
})
export type AddressPast = z.infer<typeof addressPast>
