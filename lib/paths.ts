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
  assign: (eniId: string, query: ScopeParams & { mode?: 'explicit' | 'count' } = {}) => withQuery(`/enis/${id(eniId)}/assign`, query),
  operations: (query: Record<string, string | undefined> = {}) => withQuery('/operations', query),
  accounts: () => '/settings/accounts',
  audit: (query: Record<string, string | undefined> = {}) => withQuery('/audit', query),
  operation: (operationId: string) => `/operations/${id(operationId)}`,
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
  operations: (query: Record<string, string | number | undefined> = {}) => withQuery('/api/v1/operations', query),
  operation: (operationId: string) => `/api/v1/operations/${id(operationId)}`,
  resolution: (operationId: string) => `/api/v1/operations/${id(operationId)}/resolution`,
  audit: (query: Record<string, string | number | undefined> = {}) => withQuery('/api/v1/audit', query),
  auditExport: (query: Record<string, string | undefined>) => withQuery('/api/v1/audit/export', query),
  release: (eniId: string, query: ScopeParams = {}) => withQuery(`/api/v1/enis/${id(eniId)}/private-ips/release`, query),
  releasePreflight: (eniId: string, query: ScopeParams = {}) => withQuery(`/api/v1/enis/${id(eniId)}/private-ips/release/preflight`, query),
  move: (eniId: string, query: ScopeParams = {}) => withQuery(`/api/v1/enis/${id(eniId)}/private-ips/move`, query),
  movePreflight: (eniId: string, query: ScopeParams = {}) => withQuery(`/api/v1/enis/${id(eniId)}/private-ips/move/preflight`, query),
  privateIp: (eniId: string, ip: string, query: ScopeParams = {}) => withQuery(`/api/v1/enis/${id(eniId)}/private-ips/${id(ip)}`, query),
  search: (q: string) => withQuery('/api/v1/search', { q }),
} as const
