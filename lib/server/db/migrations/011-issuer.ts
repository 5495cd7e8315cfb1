import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * What a provider of single sign-on calls somebody is kept under its issuer from now on, and nothing says whose the ids of before were.
 * People are found by their verified address once more.
 */
export const issuer: Migration = {
  async up(db: Kysely<{ auth_account: { provider_id: string } }>) {
    await db.deleteFrom('auth_account').where('provider_id', '=', 'oidc').execute()
  },
}
