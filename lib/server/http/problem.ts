import { problemStatus, type Problem, type ProblemCode } from '#lib/schema/problem.ts'

/** English titles for people who read the API by hand; the screens translate `code` and never show these. */
const titles: Record<ProblemCode, string> = {
  bad_json: 'The body is not valid JSON',
  key_missing: 'The header Idempotency-Key with 20 to 255 characters is required',
  bad_cursor: 'The cursor is not one of ours',
  cookie_and_token: 'Send a token or the session cookie, not both',
  unauthenticated: 'Sign in first',
  sign_in_failed: 'The name or the password is wrong',
  code_needed: 'A code of the authenticator app is needed',
  code_wrong: 'The code is wrong or was used before',
  role_needed: 'Your role does not allow this',
  person_needed: 'Only a person with a session can do this, not a token',
  cross_site: 'Writes are accepted only from this site',
  read_only: 'This server is read-only',
  not_found: 'Not found',
  method_not_allowed: 'This method is not available here',
  eni_busy: 'Another operation is running on this ENI',
  address_claimed: 'Another operation has asked for this address',
  address_cooling: 'A late copy of an earlier request could still change this address',
  ambiguous: 'Several objects have this id: name account and region',
  last_admin: 'Somebody must stay admin',
  link_invalid: 'This link was used, is too old, or never existed',
  not_resolvable: 'This operation cannot be settled like this now',
  too_large: 'The body is larger than 64 KiB',
  not_json: 'The content type must be application/json',
  wrong_host: 'This server does not serve that host',
  invalid: 'Some values are not valid',
  key_reused: 'This Idempotency-Key was used for another request',
  primary_exists: 'The ENI has a primary address already',
  too_many_requests: 'Too many requests',
  internal: 'Something went wrong here',
  not_supported: 'Not supported',
  cloud_unreachable: 'The cloud did not answer',
  cloud_refused: 'The cloud refused to answer',
  sso_unreachable: 'Single sign-on did not answer',
  shutting_down: 'This server is shutting down',
  store_failed: 'The database cannot be used now',
  store_unknown: 'Whether the request was written down is not known',
}

export const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(problemStatus, code)

type Extra = Pick<Problem, 'operationId' | 'fields' | 'choices' | 'params'>

/** An RFC 9457 problem document. `type` stays `about:blank`: `code` is what programs decide by. */
export const problemOf = (code: ProblemCode, requestId: string, extra: Extra = {}): Problem => ({
  type: 'about:blank',
  title: titles[code],
  status: problemStatus[code],
  code,
  requestId,
  ...extra,
})
