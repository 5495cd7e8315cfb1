/**
 * What the codes of API 3.0 mean for us, one row per code.
 * Sources: the codes that the vendor's SDK lists per action of vpc 2017-03-12, and its page of common codes (公共错误码); which class
 * follows is ours (docs/operations.md).
 */
import type { CloudCause } from '#lib/server/cloud/client.ts'
import { refused, unknown, type CodeMeaning } from '#lib/server/cloud/code-class.ts'

const busy: CodeMeaning = { cause: 'eni_busy', class: 'busy' }
const tooFast: CodeMeaning = { cause: 'rate_limited', class: 'retry' }

export const meanings: ReadonlyMap<string, CodeMeaning> = new Map([
  // Who asks, and whether they may.
  ['AuthFailure.InvalidAuthorization', refused('auth_failed')],
  ['AuthFailure.InvalidSecretId', refused('auth_failed')],
  ['AuthFailure.MFAFailure', refused('forbidden')],
  ['AuthFailure.SecretIdNotFound', refused('auth_failed')],
  ['AuthFailure.SignatureExpire', refused('clock_skew')],
  ['AuthFailure.SignatureFailure', refused('auth_failed')],
  ['AuthFailure.TokenFailure', refused('token_invalid')],
  ['AuthFailure.UnauthorizedOperation', refused('forbidden')],
  ['UnauthorizedOperation', refused('forbidden')],
  ['IpInBlacklist', refused('forbidden')],
  ['IpNotInWhitelist', refused('forbidden')],

  // What is asked cannot be had here.
  ['ActionOffline', refused('unsupported')],
  ['DryRunOperation', refused('unsupported')],
  ['InvalidAction', refused('unsupported')],
  ['NoSuchProduct', refused('unsupported')],
  ['NoSuchVersion', refused('unsupported')],
  ['UnsupportedOperation', refused('unsupported')],
  ['UnsupportedProtocol', refused('unsupported')],
  ['UnsupportedRegion', refused('unsupported')],

  // The request is wrong.
  ['InvalidParameter', refused('invalid_parameter')],
  ['InvalidParameter.Coexist', refused('invalid_parameter')],
  ['InvalidParameter.FilterInvalidKey', refused('invalid_parameter')],
  ['InvalidParameter.FilterNotDict', refused('invalid_parameter')],
  ['InvalidParameter.FilterValuesNotList', refused('invalid_parameter')],
  ['InvalidParameterValue', refused('invalid_parameter')],
  ['InvalidParameterValue.DuplicatePara', refused('address_duplicate')],
  ['InvalidParameterValue.Empty', refused('invalid_parameter')],
  ['InvalidParameterValue.LimitExceeded', refused('invalid_parameter')],
  ['InvalidParameterValue.Malformed', refused('invalid_parameter')],
  ['InvalidParameterValue.NotUtf8EncodingError', refused('invalid_parameter')],
  ['InvalidParameterValue.ParameterMismatch', refused('invalid_parameter')],
  ['InvalidParameterValue.Range', refused('address_outside_subnet')],
  ['InvalidParameterValue.Reserved', refused('address_reserved')],
  ['InvalidParameterValue.TooLong', refused('invalid_parameter')],
  ['InvalidRequest', refused('invalid_parameter')],
  ['MissingParameter', refused('invalid_parameter')],
  ['RequestSizeLimitExceeded', refused('invalid_parameter')],
  ['UnknownParameter', refused('invalid_parameter')],

  // What it is about is not there, is full, or is not in the right state.
  ['InvalidInstanceId.NotFound', refused('not_found')],
  ['ResourceNotFound', refused('not_found')],
  ['LimitExceeded', refused('quota_exceeded')],
  ['LimitExceeded.NetworkInterfaceLimitExceeded', refused('quota_exceeded')],
  ['ResourceInsufficient', refused('subnet_full')],
  ['ResourceInsufficient.Subnet', refused('subnet_full')],
  ['UnauthorizedOperation.AttachmentNotFound', refused('address_not_on_eni')],
  ['UnauthorizedOperation.PrimaryIp', refused('address_is_primary')],
  ['UnsupportedOperation.AppIdMismatch', refused('forbidden')],
  ['UnsupportedOperation.AttachmentAlreadyExists', refused('operation_failed')],
  ['UnsupportedOperation.AttachmentNotFound', refused('address_not_on_eni')],
  ['UnsupportedOperation.EniNotSupportTerminationProtection', refused('unsupported')],
  ['UnsupportedOperation.InstanceAssociateHavip', refused('operation_failed')],
  ['UnsupportedOperation.InvalidState', refused('operation_failed')],
  ['UnsupportedOperation.PrimaryIp', refused('address_is_primary')],
  ['UnsupportedOperation.ResourceIsInvalidState', refused('operation_failed')],
  ['UnsupportedOperation.ResourceMismatch', refused('address_not_on_eni')],
  ['UnsupportedOperation.SubEniNotSupportTrunking', refused('unsupported')],
  ['UnsupportedOperation.UnsupportedInstanceFamily', refused('unsupported')],
  ['UnsupportedOperation.VpcMismatch', refused('operation_failed')],
  ['UnsupportedOperation.ZoneMismatch', refused('operation_failed')],

  // Another time.
  ['LimitExceeded.ActionLimited', tooFast],
  ['RequestLimitExceeded', tooFast],
  ['RequestLimitExceeded.GlobalRegionUinLimitExceeded', tooFast],
  ['RequestLimitExceeded.IPLimitExceeded', tooFast],
  ['RequestLimitExceeded.UinLimitExceeded', tooFast],
  ['UnsupportedOperation.IdempotentProcessing', busy],
  ['UnsupportedOperation.MutexOperationTaskRunning', busy],
  ['ResourceInUse', { cause: 'address_in_use', class: 'in_use' }],

  // It may have been executed, wholly or in part, now or by an earlier copy of the request.
  ['FailedOperation', unknown('operation_failed')],
  ['FailedOperation.NetDetectTimeOut', unknown('operation_failed')],
  ['InternalError', unknown('unavailable')],
  ['InternalError.ModuleError', unknown('unavailable')],
  ['InternalServerError', unknown('unavailable')],
  ['ResourceUnavailable', unknown('operation_failed')],
  ['ResponseSizeLimitExceeded', unknown('bad_reply')],
  ['ServiceUnavailable', unknown('unavailable')],
  ['UnsupportedOperation.IdempotentParameterMismatch', unknown('operation_failed')],
])

/** What a call that asks for a new primary is refused with. No document names the code for it: the first is the one that the action lists for what an ENI cannot have (docs/emulator-differences.md). */
export const primaryCodes: ReadonlySet<string> = new Set([
  'UnsupportedOperation',
  'UnauthorizedOperation.PrimaryIp',
  'UnsupportedOperation.PrimaryIp',
])

/** Families whose members are too many to list and mean the same. */
const families: readonly [RegExp, CodeMeaning][] = [
  [/^RequestLimitExceeded\./, tooFast],
  [/^InternalError\b/, unknown('unavailable')],
  [/^FailedOperation\b/, unknown('operation_failed')],
  [/^(InvalidParameterValue|LimitExceeded|UnsupportedOperation)\.Tag[A-Z]/, refused('invalid_parameter')],
]

/** What `ResourceNotFound` is about: the one resource that the action names. Others name a task, several things or nothing. */
const missingOf: Readonly<Record<string, CloudCause>> = {
  AssignPrivateIpAddresses: 'eni_not_found',
  UnassignPrivateIpAddresses: 'eni_not_found',
  MigratePrivateIpAddress: 'eni_not_found',
  DescribeNetworkInterfaces: 'eni_not_found',
  DescribeNetworkInterfaceLimit: 'eni_not_found',
  DescribeUsedIpAddress: 'vpc_not_found',
  DescribeVpcPrivateIpAddresses: 'vpc_not_found',
}

/** Meaning of an error code as the answer to an action. Every code that is not known: it may have been executed. */
export function meaningOf(code: string, action?: string): CodeMeaning {
  if (code === 'ResourceNotFound') return refused(missingOf[action ?? ''] ?? 'not_found')
  return meanings.get(code) ?? families.find(([pattern]) => pattern.test(code))?.[1] ?? unknown('unknown_code')
}
