import type { Selectable } from 'kysely'

/** The rows about people and programs; what the sign-in library writes has ISO times, the rest epoch milliseconds. */
export type PeopleTables = {
  auth_user: UserTable
  auth_session: SessionTable
  auth_account: AccountTable
  auth_verification: VerificationTable
  /** `accounts`: `all`, or a JSON array of names. */
  user_grant: { user_id: string; position: number; role: string; accounts: string }
  /** `secret` is encrypted with AUTH_SECRET; `last_step`: the last time step whose code was used, so that none is used twice. */
  user_totp: { user_id: string; secret: string; confirmed_at: number | null; last_step: number }
  /** `hash`: SHA-256 of the code, which has enough random bits for that. A used code is gone. */
  user_recovery_code: { hash: string; user_id: string }
  /** JSON of lib/schema/preferences.ts. */
  user_preference: { user_id: string; data: string }
  api_token: ApiTokenTable
  /** `hash`: SHA-256 of the secret in the link. A used link is gone. */
  one_time_link: { hash: string; purpose: string; user_id: string | null; created_at: number; expires_at: number }
  /** `key` names an account or an address, hashed: nobody can read from it who exists. */
  sign_in_failure: { key: string; failures: number; since: number; blocked_until: number }
}

type UserTable = {
  id: string
  name: string
  email: string
  email_verified: number
  image: string | null
  created_at: string
  updated_at: string
  username: string | null
  disabled: number
  /** 1: made by the demo, and nobody anywhere else. */
  demo: number
  last_sign_in_at: number | null
}
type SessionTable = {
  id: string
  token: string
  user_id: string
  expires_at: string
  created_at: string
  updated_at: string
  ip_address: string | null
  user_agent: string | null
}
type AccountTable = {
  id: string
  account_id: string
  /** `credential`: `password` holds its hash. */
  provider_id: string
  user_id: string
  access_token: string | null
  refresh_token: string | null
  id_token: string | null
  access_token_expires_at: string | null
  refresh_token_expires_at: string | null
  scope: string | null
  password: string | null
  created_at: string
  updated_at: string
}
type VerificationTable = { id: string; identifier: string; value: string; expires_at: string; created_at: string; updated_at: string }
type ApiTokenTable = {
  id: string
  hash: string
  name: string
  role: string
  accounts: string
  created_by: string
  created_at: number
  expires_at: number
  last_used_at: number | null
  revoked_at: number | null
  demo: number
}

export type UserRow = Selectable<UserTable>
export type ApiTokenRow = Selectable<ApiTokenTable>
