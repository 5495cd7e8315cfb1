import type { PasswordLink } from '#lib/schema/user.ts'
import type { Client } from './client.ts'
import type { NewLink } from './links.ts'

/** Where a one-time link leads. Behind the `#`: it is in no log of any server on the way. */
export const linkTo = (client: Pick<Client, 'origin'>, { secret, expiresAt }: NewLink): PasswordLink => ({
  url: `${client.origin}/set-up#${secret}`,
  expiresAt: new Date(expiresAt).toISOString(),
})
