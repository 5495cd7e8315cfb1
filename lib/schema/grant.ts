import * as z from 'zod/mini'
import { accountName } from './account.ts'
import { roles } from './role.ts'

/**
 * What somebody may do where. `accounts`: names of configured accounts, or all of them, also those that are added later. An
 * admin runs users and tokens, which belong to no account: that role is for all accounts only.
 */
export const grant = z
  .strictObject({
    role: z.enum(roles),
    accounts: z.union([z.literal('all'), z.array(accountName).check(z.minLength(1), z.maxLength(100))]),
  })
  .check(z.refine(({ role, accounts }) => role !== 'admin' || accounts === 'all', { path: ['accounts'], message: 'admin_everywhere' }))
export type Grant = z.infer<typeof grant>

/** One person may be an operator here and a viewer there; where two grants name one account, the stronger counts. */
export const grants = z.array(grant).check(z.minLength(1), z.maxLength(20))
