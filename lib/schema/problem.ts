import * as z from 'zod/mini'

/**
 * Every code a problem answer can carry, with its HTTP status. The UI translates codes; nobody matches texts.
 * RFC 9457 problem details; `code`, `requestId`, `operationId`, `fields` and `choices` are our extension members.
 */
export const problemStatus = {
  bad_json: 400,
  key_missing: 400,
  bad_cursor: 400,
  cookie_and_token: 400,
  unauthenticated: 401,
  sign_in_failed: 401,
  code_needed: 401,
  code_wrong: 401,
  role_needed: 403,
  person_needed: 403,
  cross_site: 403,
  read_only: 403,
  not_found: 404,
  method_not_allowed: 405,
  eni_busy: 409,
  address_claimed: 409,
  address_cooling: 409,
  ambiguous: 409,
  not_resolvable: 409,
  last_admin: 409,
  link_invalid: 410,
  too_large: 413,
  not_json: 415,
  wrong_host: 421,
  invalid: 422,
  key_reused: 422,
  primary_exists: 422,
  too_many_requests: 429,
  internal: 500,
  not_supported: 501,
  cloud_unreachable: 503,
  cloud_refused: 503,
  sso_unreachable: 503,
  shutting_down: 503,
  store_failed: 503,
  store_unknown: 503,
} as const
export type ProblemCode = keyof typeof problemStatus

/** One thing wrong with the request. `path` is dotted (`addresses.2.ip`); `code` is a verdict code or a zod issue code. */
export const problemField = z.object({ path: z.string(), code: z.string(), params: z.optional(z.record(z.string(), z.unknown())) })
export type ProblemField = z.infer<typeof problemField>

/**
 * Every `code` of a field beside the verdicts of lib/schema/assign.ts: rules of ours first, then what zod's checks are called.
 * The screens have words for each (lib/i18n/messages).
 */
export const fieldCodes = [
  'two_primaries',
  'primary_exists',
  'run_by_other_system',
  'not_on_this_api',
  'eni_state',
  'over_quota',
  'subnet_full',
  'not_on_eni',
  'is_primary',
  'eip_bound',
  'same_eni',
  'other_subnet',
  'other_vpc',
  'quota_full',
  'too_common',
  'wrong_password',
  'taken',
  'admin_everywhere',
  'bad_time',
  'required',
  'unknown',
  'not_found',
  'given_twice',
  'too_small',
  'too_big',
  'invalid_type',
  'invalid_value',
  'invalid_format',
  'invalid_union',
  'unrecognized_keys',
] as const
export type FieldCode = (typeof fieldCodes)[number]

export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  requestId: z.string(),
  operationId: z.optional(z.string()),
  fields: z.optional(z.array(problemField)),
  choices: z.optional(z.array(z.object({ account: z.string(), region: z.string() }))),
  params: z.optional(z.record(z.string(), z.unknown())),
})
export type Problem = z.infer<typeof problem>
