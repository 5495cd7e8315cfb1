import * as z from 'zod/mini'
import { accountInfo, accountName, accountTest } from './account.ts'
import { assignBody, preflight, preflightBody } from './assign.ts'
import { changePreflight } from './change.ts'
import { auditExportQuery, auditListQuery, auditRow } from './audit.ts'
import { endpoint } from './endpoint.ts'
import { eni, eniDetail, eniListQuery } from './eni.ts'
import { live, ready } from './health.ts'
import { moveBody, movePreflightBody } from './move.ts'
import { noteBody } from './note.ts'
import { operation, operationFilterQuery, operationListQuery, resolutionBody } from './operation.ts'
import { listQuery, page } from './page.ts'
import { peopleEndpoints } from './people-endpoints.ts'
import { releaseBody } from './release.ts'
import { givenEniId, scopeQuery } from './scope.ts'
import { searchResult } from './search.ts'
import { subnet, subnetListQuery } from './subnet.ts'
import { vpc } from './vpc.ts'

const none = z.strictObject({})
/** `fresh=1`: read the cloud now instead of answering from what was read before. */
const fresh = { fresh: z.optional(z.enum(['1'])) }
const oneOf = z.strictObject({ ...scopeQuery.shape, ...fresh })
const eniParams = z.strictObject({ eniId: givenEniId })
const addressParams = z.strictObject({ ...eniParams.shape, ip: z.string().check(z.minLength(1), z.maxLength(100)) })
const operationParams = z.strictObject({ operationId: z.string().check(z.minLength(1), z.maxLength(100)) })

const get = {
  method: 'GET',
  action: 'read',
  params: none,
  query: none,
  body: undefined,
  key: false,
  safe: true,
  status: 200,
  problems: [],
} as const
const post = { ...get, method: 'POST', safe: false } as const
const lookup = ['not_found', 'ambiguous'] as const
const cloud = ['cloud_unreachable', 'cloud_refused'] as const
/** What changes addresses of an ENI answers with an operation. */
const change = {
  ...post,
  params: eniParams,
  query: z.strictObject(scopeQuery.shape),
  key: true,
  status: 202,
  answer: operation,
  problems: [...lookup, ...cloud, 'eni_busy', 'address_claimed', 'address_cooling', 'key_reused', 'shutting_down'],
} as const
/** What the same body would do. */
const check = {
  ...post,
  params: eniParams,
  query: z.strictObject(scopeQuery.shape),
  safe: true,
  answer: changePreflight,
  problems: [...lookup, ...cloud],
} as const

/** Every route of the server. A test compares this list with the files under app/api. */
export const endpoints = {
  live: endpoint({ ...get, id: 'live', path: '/api/health/live', summary: 'The process answers', action: 'public', answer: live }),
  ready: endpoint({
    ...get,
    id: 'ready',
    path: '/api/health/ready',
    summary: 'The database answers; clouds that do not are named',
    action: 'public',
    answer: ready,
  }),
  openapi: endpoint({
    ...get,
    id: 'openapi',
    path: '/api/openapi.json',
    summary: 'This description',
    action: 'public',
    answer: z.record(z.string(), z.unknown()),
  }),
  metrics: endpoint({
    ...get,
    id: 'metrics',
    path: '/metrics',
    summary: 'Operations by state, calls to the cloud and the age of what was read, for Prometheus',
    answer: z.string(),
    media: ['text/plain'],
  }),
  listAccounts: endpoint({
    ...get,
    id: 'listAccounts',
    path: '/api/v1/accounts',
    summary: 'Configured accounts and their regions',
    answer: page(accountInfo),
  }),
  testAccount: endpoint({
    ...post,
    id: 'testAccount',
    path: '/api/v1/accounts/{name}/test',
    summary: 'Sign a harmless read per region: reachability, round trip, clock, permissions; changes nothing',
    action: 'manage',
    params: z.strictObject({ name: accountName }),
    safe: true,
    answer: accountTest,
    problems: ['not_found'],
  }),
  listVpcs: endpoint({
    ...get,
    id: 'listVpcs',
    path: '/api/v1/vpcs',
    summary: 'VPCs, by name',
    query: z.strictObject({ ...listQuery.shape, ...fresh }),
    answer: page(vpc),
    problems: [...cloud, 'bad_cursor'],
  }),
  listSubnets: endpoint({
    ...get,
    id: 'listSubnets',
    path: '/api/v1/subnets',
    summary: 'Subnets, by name',
    query: z.strictObject({ ...subnetListQuery.shape, ...fresh }),
    answer: page(subnet),
    problems: [...cloud, 'bad_cursor'],
  }),
  listEnis: endpoint({
    ...get,
    id: 'listEnis',
    path: '/api/v1/enis',
    summary: 'ENIs, filtered and sorted',
    query: z.strictObject({ ...eniListQuery.shape, ...fresh }),
    answer: page(eni),
    problems: [...cloud, 'bad_cursor'],
  }),
  getEni: endpoint({
    ...get,
    id: 'getEni',
    path: '/api/v1/enis/{eniId}',
    summary: 'One ENI with its VPC and subnet',
    params: eniParams,
    query: oneOf,
    answer: eniDetail,
    problems: [...lookup, ...cloud],
  }),
  search: endpoint({
    ...get,
    id: 'search',
    path: '/api/v1/search',
    summary: 'Find by IP address, ENI id, instance id or MAC address, in everything configured; of an IP also who had it before',
    query: z.strictObject({ q: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)) }),
    answer: searchResult,
  }),
  assign: endpoint({
    ...post,
    id: 'assign',
    path: '/api/v1/enis/{eniId}/private-ips',
    summary: 'Assign private IP addresses to an ENI',
    action: 'assign',
    params: eniParams,
    query: z.strictObject(scopeQuery.shape),
    body: assignBody,
    key: true,
    status: 202,
    answer: operation,
    problems: [...lookup, ...cloud, 'eni_busy', 'address_claimed', 'address_cooling', 'primary_exists', 'key_reused', 'shutting_down'],
  }),
  preflight: endpoint({
    ...post,
    id: 'preflight',
    path: '/api/v1/enis/{eniId}/private-ips/preflight',
    summary: 'What the same body would do; writes nothing',
    params: eniParams,
    query: z.strictObject(scopeQuery.shape),
    body: preflightBody,
    safe: true,
    answer: preflight,
    problems: [...lookup, ...cloud],
  }),
  release: endpoint({
    ...change,
    id: 'release',
    path: '/api/v1/enis/{eniId}/private-ips/release',
    summary: 'Release secondary private IP addresses of an ENI',
    action: 'release',
    body: releaseBody,
  }),
  releasePreflight: endpoint({
    ...check,
    id: 'releasePreflight',
    path: '/api/v1/enis/{eniId}/private-ips/release/preflight',
    summary: 'What the same release would do; writes nothing',
    body: releaseBody,
  }),
  move: endpoint({
    ...change,
    id: 'move',
    path: '/api/v1/enis/{eniId}/private-ips/move',
    summary: 'Move a secondary private IP address to another ENI of its subnet',
    action: 'move',
    body: moveBody,
  }),
  movePreflight: endpoint({
    ...check,
    id: 'movePreflight',
    path: '/api/v1/enis/{eniId}/private-ips/move/preflight',
    summary: 'What the same move would do, also before a target is chosen; writes nothing',
    body: movePreflightBody,
  }),
  editNote: endpoint({
    ...change,
    id: 'editNote',
    method: 'PATCH',
    path: '/api/v1/enis/{eniId}/private-ips/{ip}',
    summary: 'Replace the note of a private IP address (API v3)',
    action: 'note',
    params: addressParams,
    body: noteBody,
    problems: [...change.problems, 'not_supported'],
  }),
  listOperations: endpoint({
    ...get,
    id: 'listOperations',
    path: '/api/v1/operations',
    summary: 'Operations, newest first',
    query: operationListQuery,
    answer: page(operation),
    problems: ['bad_cursor'],
  }),
  exportOperations: endpoint({
    ...get,
    id: 'exportOperations',
    path: '/api/v1/operations/export',
    summary: 'All operations that match, newest first, as CSV',
    query: operationFilterQuery,
    answer: z.string(),
    media: ['text/csv'],
  }),
  getOperation: endpoint({
    ...get,
    id: 'getOperation',
    path: '/api/v1/operations/{operationId}',
    summary: 'One operation',
    params: operationParams,
    answer: operation,
    problems: ['not_found'],
  }),
  resolveOperation: endpoint({
    ...post,
    id: 'resolveOperation',
    path: '/api/v1/operations/{operationId}/resolution',
    summary: 'Settle an operation that needs attention, or look again now',
    action: 'resolve',
    params: operationParams,
    body: resolutionBody,
    answer: operation,
    problems: ['not_found', 'not_resolvable', 'not_supported'],
  }),
  listAudit: endpoint({
    ...get,
    id: 'listAudit',
    path: '/api/v1/audit',
    summary: 'The audit log, newest first; sign-ins, users and tokens only for administrators',
    query: auditListQuery,
    answer: page(auditRow),
    problems: ['bad_cursor'],
  }),
  exportAudit: endpoint({
    ...get,
    id: 'exportAudit',
    path: '/api/v1/audit/export',
    summary: 'All rows that match, newest first, as CSV or JSON lines',
    query: auditExportQuery,
    answer: z.string(),
    media: ['text/csv', 'application/jsonl'],
  }),
  ...peopleEndpoints,
} as const
export type EndpointName = keyof typeof endpoints
