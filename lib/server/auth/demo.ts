import { roles, type Role } from '#lib/schema/role.ts'
import { transact, type Tx } from '#lib/server/db/transact.ts'
import type { AuthDeps } from './deps.ts'
import { writeGrants } from './grants.ts'
import { hashOf, newTokenSecret } from './secrets.ts'

const demoUserId = (role: Role): string => `usr_demo_${role}`
const names: Record<Role, string> = { viewer: 'Vera (demo viewer)', operator: 'Otto (demo operator)', admin: 'Ada (demo admin)' }
const tokenId = 'tok_demo'
/** Longer than anybody leaves a demo running; the next start makes a new one anyway. */
const tokenMs = 30 * 24 * 3_600_000

/** The demo's person for a role, made when first asked for: has no password and exists only in a demo. */
export const demoUser = async (tx: Tx, role: Role, now: number): Promise<string> => {
  const id = demoUserId(role)
  const found = await tx.selectFrom('auth_user').select('id').where('id', '=', id).executeTakeFirst()
  if (found) return id
  const at = new Date(now).toISOString()
  await tx
    .insertInto('auth_user')
    .values({
      id,
      name: names[role],
      email: `${role}@demo.invalid`,
      email_verified: 1,
      image: null,
      created_at: at,
      updated_at: at,
      username: `demo-${role}`,
      disabled: 0,
      demo: 1,
      last_sign_in_at: null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  await writeGrants(tx, id, [{ role, accounts: 'all' }])
  return id
}

/** A new operator's token for this run of the demo; the one of the run before stops working. Undefined outside the demo. */
export const demoToken = async (deps: Pick<AuthDeps, 'db' | 'random' | 'clock' | 'audit' | 'demo'>): Promise<string | undefined> => {
  if (!deps.demo) return undefined
  const secret = newTokenSecret(deps.random)
  const now = deps.clock.now()
  await transact(deps.db, async (tx) => {
    const creator = await demoUser(tx, roles[2], now)
    const row = {
      hash: hashOf(secret),
      name: 'Demo token',
      role: 'operator',
      accounts: 'all',
      created_by: creator,
      created_at: now,
      expires_at: now + tokenMs,
      last_used_at: null,
      revoked_at: null,
      demo: 1,
    }
    await tx
      .insertInto('api_token')
      .values({ id: tokenId, ...row })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute()
    await deps.audit.record(tx, { at: now, actor: 'system', action: 'token_created', phase: 'event', target: tokenId })
  })
  return secret
}
