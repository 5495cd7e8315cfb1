/**
 * Who may do what: one table, read by the server before every request and by every button. A viewer (support) sees
 * everything but secrets; an operator changes addresses; an admin also runs accounts, users and tokens.
 */
export const roles = ['viewer', 'operator', 'admin'] as const
export type Role = (typeof roles)[number]

export const actions = {
  /** Health and the description of the API: nobody is asked who they are. */
  public: [],
  read: ['viewer', 'operator', 'admin'],
  assign: ['operator', 'admin'],
  /** Deciding about an operation that needs attention. */
  resolve: ['operator', 'admin'],
  /** Accounts, users, tokens, settings. */
  manage: ['admin'],
  release: ['operator', 'admin'],
  move: ['operator', 'admin'],
  note: ['operator', 'admin'],
} as const satisfies Record<string, readonly Role[]>
export type Action = keyof typeof actions

/** Whoever sends a request. `local` is everyone who reaches a server without sign-in, which listens on loopback only. */
export type Actor = { name: string; role: Role }
export const localActor: Actor = { name: 'local', role: 'admin' }

/** True when the role is in the action's line of the table, or the line is open to all. */
export const may = (role: Role, action: Action): boolean => action === 'public' || (actions[action] as readonly Role[]).includes(role)

/** The least role that may do it, for "needs the role operator"; undefined for what everyone may. */
export const roleNeeded = (action: Action): Role | undefined => actions[action][0]
