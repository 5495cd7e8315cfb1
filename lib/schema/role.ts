import type { Grant } from './grant.ts'

/**
 * Who may do what: one table, read by the server before every request and by every button. A viewer (support) sees
 * everything but secrets; an operator changes addresses; an admin also runs accounts, users and tokens.
 */
export const roles = ['viewer', 'operator', 'admin'] as const
export type Role = (typeof roles)[number]

export const actions = {
  /** Health, the description of the API, signing in: nobody is asked who they are. */
  public: [],
  read: ['viewer', 'operator', 'admin'],
  /** One's own sessions, password and second factor: people only, a token has none of these. */
  self: ['viewer', 'operator', 'admin'],
  assign: ['operator', 'admin'],
  release: ['operator', 'admin'],
  move: ['operator', 'admin'],
  note: ['operator', 'admin'],
  /** Deciding about an operation that needs attention. */
  resolve: ['operator', 'admin'],
  /** Accounts, users, tokens, settings. */
  manage: ['admin'],
} as const satisfies Record<string, readonly Role[]>
export type Action = keyof typeof actions

/** Whoever sends a request: a person with a session, or a program with a token. `role` is the strongest of the grants. */
export type Actor = {
  /** `usr_…` or `tok_…`: what the journal and the audit log keep. */
  id: string
  /** As people know them; may change while the id does not. */
  name: string
  kind: 'user' | 'token'
  role: Role
  grants: readonly Grant[]
}

/** True when the role is in the action's line of the table, or the line is open to all. */
export const may = (role: Role, action: Action): boolean => action === 'public' || (actions[action] as readonly Role[]).includes(role)

/** The least role that may do it, for "needs the role operator"; undefined for what everyone may. */
export const roleNeeded = (action: Action): Role | undefined => actions[action][0]

/** The stronger of what somebody's grants say; undefined without any. */
export const strongest = (grants: readonly Pick<Grant, 'role'>[]): Role | undefined =>
  roles.findLast((role) => grants.some((grant) => grant.role === role))

const covers = (grant: Grant, account: string): boolean => grant.accounts === 'all' || grant.accounts.includes(account)

/** Somebody's role in one account; undefined: the account does not exist for them. */
export const roleIn = (grants: readonly Grant[], account: string): Role | undefined =>
  strongest(grants.filter((grant) => covers(grant, account)))

/** True when a grant for this account allows it: the same words for the server and for a button. */
export const mayIn = (grants: readonly Grant[], action: Action, account: string): boolean => {
  const role = roleIn(grants, account)
  return role !== undefined && may(role, action)
}

/** The accounts that exist for somebody, or all. */
export const accountsOf = (grants: readonly Grant[]): 'all' | readonly string[] =>
  grants.some(({ accounts }) => accounts === 'all') ? 'all' : [...new Set(grants.flatMap(({ accounts }) => accounts))]
