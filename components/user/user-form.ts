import type * as z from 'zod/mini'
import type { Grant } from '#lib/schema/grant.ts'
import { newUserBody, type User } from '#lib/schema/user.ts'

/** What the form holds: every field as typed. */
export type UserValues = { name: string; email: string; username: string; grants: Grant[] }
export const userFields = ['name', 'email', 'username', 'grants'] as const
export type UserField = (typeof userFields)[number]

export const noUser: UserValues = { name: '', email: '', username: '', grants: [{ role: 'viewer', accounts: 'all' }] }
export const valuesOf = ({ name, email, username, grants }: User): UserValues => ({ name, email, username: username ?? '', grants })

/** The request, or the fields that are not right yet. */
export function userRequest({ username, ...rest }: UserValues): { body: z.output<typeof newUserBody> } | { wrong: UserField[] } {
  const parsed = newUserBody.safeParse({ ...rest, ...(username.trim() === '' ? {} : { username }) })
  if (parsed.success) return { body: parsed.data }
  return { wrong: userFields.filter((field) => parsed.error.issues.some(({ path }) => path[0] === field)) }
}
