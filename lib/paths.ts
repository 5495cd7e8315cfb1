/** Every URL of the app, in one place. Ids are encoded here and nowhere else. */
type ScopeParams = { account?: string; region?: string }

const withQuery = (path: string, query: Record<string, string | number | undefined> = {}) => {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined && value !== '') search.set(name, String(value))
  const text = search.toString()
  return text === '' ? path : `${path}?${text}`
}
const id = encodeURIComponent

export const paths = {
  home: (query: { q?: string } = {}) => withQuery('/', query),
  enis: (query: Record<string, string | undefined> = {}) => withQuery('/enis', query),
  eni: (eniId: string, query: ScopeParams & { ip?: string } = {}) => withQuery(`/enis/${id(eniId)}`, query),
  /** `ips`: addresses to begin with, separated by commas. `undoes`: the release that they went with. */
  assign: (eniId: string, query: ScopeParams & { mode?: 'explicit' | 'count'; ips?: string; undoes?: string } = {}) =>
    withQuery(`/enis/${id(eniId)}/assign`, query),
  release: (eniId: string, query: ScopeParams & { ips: string }) => withQuery(`/enis/${id(eniId)}/release`, query),
  move: (eniId: string, query: ScopeParams & { ip: string }) => withQuery(`/enis/${id(eniId)}/move`, query),
  note: (eniId: string, query: ScopeParams & { ip: string }) => withQuery(`/enis/${id(eniId)}/note`, query),
  operations: (query: Record<string, string | undefined> = {}) => withQuery('/operations', query),
  accounts: () => '/settings/accounts',
  audit: (query: Record<string, string | undefined> = {}) => withQuery('/audit', query),
  operation: (operationId: string) => `/operations/${id(operationId)}`,
  signIn: (query: { next?: string; reason?: string } = {}) => withQuery('/sign-in', query),
  setUp: () => '/set-up',
  users: () => '/settings/users',
  tokens: () => '/settings/tokens',
  security: () => '/settings/security',
  preferences: () => '/settings/preferences',
} as const

export const apiPaths = {
  accounts: () => '/api/v1/accounts',
  accountTest: (name: string) => `/api/v1/accounts/${id(name)}/test`,
  vpcs: (query: Record<string, string | number | undefined> = {}) => withQuery('/api/v1/vpcs', query),
  subnets: (query: Record<string, string | number | undefined> = {}) => withQuery('/api/v1/subnets', query),
  enis: (query: Record<string, string | number | undefined> = {}) => withQuery('/api/v1/enis', query),
  eni: (eniId: string, query: ScopeParams & { fresh?: '1' } = {}) => withQuery(`/api/v1/enis/${id(eniId)}`, query),
  assign: (eniId: string, query: ScopeParams = {}) => withQuery(`/api/v1/enis/${id(eniId)}/private-ips`, query),
  preflight: (eniId: string, query: ScopeParams = {}) => withQuery(`/api/v1/enis/${id(eniId)}/private-ips/preflight`, query),
  release: (eniId: string, query: ScopeParams = {}) => withQuery(`/api/v1/enis/${id(eniId)}/private-ips/release`, query),
  releasePreflight: (eniId: string, query: ScopeParams = {}) => withQuery(`/api/v1/enis/${id(eniId)}/private-ips/release/preflight`, query),
  move: (eniId: string, query: ScopeParams = {}) => withQuery(`/api/v1/enis/${id(eniId)}/private-ips/move`, query),
  movePreflight: (eniId: string, query: ScopeParams = {}) => withQuery(`/api/v1/enis/${id(eniId)}/private-ips/move/preflight`, query),
  privateIp: (eniId: string, ip: string, query: ScopeParams = {}) => withQuery(`/api/v1/enis/${id(eniId)}/private-ips/${id(ip)}`, query),
  operations: (query: Record<string, string | number | undefined> = {}) => withQuery('/api/v1/operations', query),
  operationsExport: (query: Record<string, string | undefined> = {}) => withQuery('/api/v1/operations/export', query),
  operation: (operationId: string) => `/api/v1/operations/${id(operationId)}`,
  resolution: (operationId: string) => `/api/v1/operations/${id(operationId)}/resolution`,
  audit: (query: Record<string, string | number | undefined> = {}) => withQuery('/api/v1/audit', query),
  auditExport: (query: Record<string, string | undefined>) => withQuery('/api/v1/audit/export', query),
  search: (q: string) => withQuery('/api/v1/search', { q }),
  preferences: () => '/api/v1/preferences',
  signIn: () => '/api/v1/sign-in',
  signInDemo: () => '/api/v1/sign-in/demo',
  signInOidc: () => '/api/v1/sign-in/oidc',
  signOut: () => '/api/v1/sign-out',
  setUp: () => '/api/v1/set-up',
  setUpLink: () => '/api/v1/set-up/link',
  live: () => '/api/health/live',
  session: () => '/api/v1/session',
  sessions: () => '/api/v1/sessions',
  endSession: (sessionId: string) => `/api/v1/sessions/${id(sessionId)}/end`,
  endOtherSessions: () => '/api/v1/sessions/end-others',
  password: () => '/api/v1/password',
  totp: () => '/api/v1/totp',
  totpConfirm: () => '/api/v1/totp/confirm',
  recoveryCodes: () => '/api/v1/totp/recovery-codes',
  totpRemove: () => '/api/v1/totp/remove',
  users: (query: Record<string, string | number | undefined> = {}) => withQuery('/api/v1/users', query),
  user: (userId: string) => `/api/v1/users/${id(userId)}`,
  userLink: (userId: string) => `/api/v1/users/${id(userId)}/password-link`,
  userSignOut: (userId: string) => `/api/v1/users/${id(userId)}/sign-out`,
  tokens: (query: Record<string, string | number | undefined> = {}) => withQuery('/api/v1/tokens', query),
  revokeToken: (tokenId: string) => `/api/v1/tokens/${id(tokenId)}/revoke`,
} as const
