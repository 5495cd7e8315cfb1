/**
 * What the codes of API 2.0 mean for us, one row per code.
 * Sources: the vendor's pages 错误码 (common numbers) and VPC错误码 (symbols); which class follows is ours (docs/operations.md).
 * `LimitExceeded`, `ResourceInsufficient` and `RequestLimitExceeded` are on no page of API 2.0: they are the words of API 3.0 for the same,
 * taken at their word should they come. What the real API 2.0 answers for a full interface or subnet is not documented.
 */
import { refused, unknown, type CodeMeaning } from '#lib/server/cloud/code-class.ts'

/** Business symbols, in `codeDesc`. They come first: no numeric code is documented for them. */
export const symbolMeanings: ReadonlyMap<string, CodeMeaning> = new Map([
  ['InvalidVpc.NotFound', refused('vpc_not_found')],
  ['InvalidSubnet.NotFound', refused('subnet_not_found')],
  ['InvalidNetworkInterface.NotFound', refused('eni_not_found')],
  ['InvalidInstance.NotFound', refused('not_found')],
  ['InvalidPrivateIpAddress.InUse', { cause: 'address_in_use', class: 'in_use' }],
  ['InvalidPrivateip.IsPrimary', refused('address_is_primary')],
  ['ActionLocked', { cause: 'eni_busy', class: 'busy' }],
  ['LimitExceeded', refused('quota_exceeded')],
  ['ResourceInsufficient', refused('subnet_full')],
  ['AuthFailure', refused('auth_failed')],
  ['InvalidParameter', refused('invalid_parameter')],
  ['RequestLimitExceeded', { cause: 'rate_limited', class: 'retry' }],
  ['ServiceUnavailable', unknown('unavailable')],
  ['InternalError', unknown('unavailable')],
  ['FailedOperation', unknown('operation_failed')],
])

/** What a call that asks for a new primary is refused with. A bare 4000 is not among them: it is said of every other parameter too. */
export const primaryCodes: ReadonlySet<string> = new Set(['InvalidPrivateip.IsPrimary'])

/** Common numbers. 4500 (replayed nonce or stale timestamp) is unknown: an earlier copy of the same request may have run. */
export const numberMeanings: ReadonlyMap<number, CodeMeaning> = new Map([
  [4000, refused('invalid_parameter')],
  [4100, refused('auth_failed')],
  [4101, refused('forbidden')],
  [4102, refused('forbidden')],
  [4103, refused('forbidden')],
  [4104, refused('auth_failed')],
  [4105, refused('token_invalid')],
  [4106, refused('forbidden')],
  [4107, refused('forbidden')],
  [4108, refused('forbidden')],
  [4109, refused('forbidden')],
  [4110, refused('forbidden')],
  [4200, refused('clock_skew')],
  [4300, refused('account_blocked')],
  [4400, { cause: 'rate_limited', class: 'retry' }],
  [4500, unknown('clock_skew')],
  [4600, refused('https_required')],
  [5000, refused('not_found')],
  [5100, unknown('operation_failed')],
  [5400, unknown('operation_failed')],
  [5500, refused('account_blocked')],
  [6000, unknown('unavailable')],
  [6100, refused('unsupported')],
  [6200, unknown('unavailable')],
])

/** Meaning of a reply with `code` ≠ 0: by `codeDesc` if it is listed (a prefix before the first dot counts for the two families), else by number. */
export function meaningOf(code: number, codeDesc: string | undefined): CodeMeaning {
  const family = codeDesc?.match(/^(InternalError|FailedOperation)\b/)?.[1]
  return symbolMeanings.get(codeDesc ?? '') ?? symbolMeanings.get(family ?? '') ?? numberMeanings.get(code) ?? unknown('unknown_code')
}
