import * as z from 'zod/mini'
import { holder, previewedCalls } from './assign.ts'
import { eip } from './eni.ts'

/** What is known about one address before it is released, moved or noted. Only `ok` may be sent. */
export const changeVerdictCodes = [
  'ok',
  'malformed',
  'ipv6',
  'duplicate',
  'not_on_eni',
  'is_primary',
  'claimed',
  'cooling',
  /** It has an EIP that the request does not name: the person has not been told. */
  'eip_bound',
] as const
export type ChangeVerdictCode = (typeof changeVerdictCodes)[number]

/** One verdict per address of the request, in its order. `ip` as typed; `eip` wherever the address has one, told or not; `row` (1-based) of the first for `duplicate`. */
export const changeVerdict = z.object({
  ip: z.string(),
  code: z.enum(changeVerdictCodes),
  eip: z.optional(eip),
  holder: z.optional(holder),
  until: z.optional(z.iso.datetime()),
  row: z.optional(z.int()),
})
export type ChangeVerdict = z.infer<typeof changeVerdict>

/** What is known about the ENI that an address is to be moved to. */
export const moveTargetCodes = [
  'ok',
  'same_eni',
  'not_found',
  'other_vpc',
  'other_subnet',
  'eni_busy',
  'eni_state',
  'quota_full',
  /** Another system runs it and the request does not say that it is to be changed anyway. */
  'other_system',
] as const
export type MoveTargetCode = (typeof moveTargetCodes)[number]

export const moveTarget = z.object({
  eniId: z.string(),
  name: z.string(),
  code: z.enum(moveTargetCodes),
  quota: z.object({ used: z.int(), limit: z.optional(z.int()) }),
  /** With `eni_busy`: the operation that has it. */
  operationId: z.optional(z.string()),
})
export type MoveTarget = z.infer<typeof moveTarget>

/** Answer of `POST …/release/preflight` and `…/move/preflight`. Writes nothing. */
export const changePreflight = z.object({
  verdicts: z.array(changeVerdict),
  /** Of a move whose target is chosen. */
  target: z.optional(moveTarget),
  /** How many cloud calls the operation will make. */
  steps: z.int(),
  /** The exact upstream parameters of every call, without credentials, signature, nonce and timestamp. */
  request: previewedCalls,
  observedAt: z.iso.datetime(),
})
export type ChangePreflight = z.infer<typeof changePreflight>
