import type { Refusal, RefusalReason } from '#emulator/refusal.ts'
import type { WireCode } from './types.ts'
import type { V3Incoming } from './v3-read.ts'
import { textOf } from './v3-texts.ts'

const byReason: Record<RefusalReason, string> = {
  parameter_missing: 'MissingParameter',
  parameter_invalid: 'InvalidParameter',
  parameter_unknown: 'UnknownParameter',
  page_invalid: 'InvalidParameterValue.Range',
  request_malformed: 'InvalidRequest',
  not_utf8: 'InvalidParameterValue.NotUtf8EncodingError',
  request_too_large: 'RequestSizeLimitExceeded',
  method_unsupported: 'UnsupportedProtocol',
  ip_malformed: 'InvalidParameterValue.Malformed',
  ip_outside_subnet: 'InvalidParameterValue.Range',
  ip_reserved: 'InvalidParameterValue.Reserved',
  ip_duplicate: 'InvalidParameterValue.DuplicatePara',
  ip_too_many: 'InvalidParameterValue.LimitExceeded',
  value_malformed: 'InvalidParameterValue.Malformed',
  value_out_of_range: 'InvalidParameterValue.Range',
  too_many_values: 'InvalidParameterValue.LimitExceeded',
  primary_not_allowed: 'UnsupportedOperation',
  ip_in_use: 'ResourceInUse',
  ip_is_primary: 'UnsupportedOperation',
  ip_not_on_eni: 'ResourceNotFound',
  ip_quota_exceeded: 'LimitExceeded',
  subnet_full: 'ResourceInsufficient.Subnet',
  subnet_mismatch: 'UnsupportedOperation',
  vpc_not_found: 'ResourceNotFound',
  subnet_not_found: 'ResourceNotFound',
  eni_not_found: 'ResourceNotFound',
  instance_not_found: 'ResourceNotFound',
  task_not_found: 'ResourceNotFound',
  eni_busy: 'UnsupportedOperation.MutexOperationTaskRunning',
  eni_state_invalid: 'UnsupportedOperation.InvalidState',
  eni_name_invalid: 'InvalidParameterValue.TooLong',
  description_too_long: 'InvalidParameterValue.TooLong',
  eni_name_taken: 'ResourceInUse',
  eni_quota_exceeded: 'LimitExceeded.NetworkInterfaceLimitExceeded',
  eni_attached: 'ResourceInUse',
  eni_is_primary: 'UnsupportedOperation',
  already_attached: 'UnsupportedOperation.AttachmentAlreadyExists',
  not_attached: 'UnsupportedOperation.AttachmentNotFound',
  zone_mismatch: 'UnsupportedOperation.ZoneMismatch',
  vpc_mismatch: 'UnsupportedOperation.VpcMismatch',
  attach_type_unsupported: 'UnsupportedOperation.UnsupportedInstanceFamily',
  ids_and_filters: 'InvalidParameter.Coexist',
  filter_unknown: 'InvalidParameter.FilterInvalidKey',
  filter_not_dict: 'InvalidParameter.FilterNotDict',
  filter_values_not_list: 'InvalidParameter.FilterValuesNotList',
  client_token_mismatch: 'UnsupportedOperation.IdempotentParameterMismatch',
  client_token_processing: 'UnsupportedOperation.IdempotentProcessing',
  authorization_invalid: 'AuthFailure.InvalidAuthorization',
  auth_failed: 'AuthFailure.SignatureFailure',
  secret_id_unknown: 'AuthFailure.SecretIdNotFound',
  token_invalid: 'AuthFailure.TokenFailure',
  expired: 'AuthFailure.SignatureExpire',
  replayed: 'AuthFailure.SignatureFailure',
  rate_limited: 'RequestLimitExceeded',
  action_unknown: 'InvalidAction',
  version_unknown: 'NoSuchVersion',
  region_missing: 'MissingParameter',
  region_unknown: 'UnsupportedRegion',
}

/** Each action has its own list of codes in the documents; where the general word is not in it, the nearest that is. */
const byAction: Record<string, Partial<Record<RefusalReason, string>>> = {
  UnassignPrivateIpAddresses: { ip_not_on_eni: 'UnsupportedOperation.AttachmentNotFound' },
  MigratePrivateIpAddress: {
    ip_is_primary: 'UnsupportedOperation.PrimaryIp',
    ip_not_on_eni: 'UnauthorizedOperation.AttachmentNotFound',
    parameter_invalid: 'UnsupportedOperation',
    eni_state_invalid: 'UnsupportedOperation',
  },
  DescribeNetworkInterfaceLimit: { instance_not_found: 'InvalidInstanceId.NotFound' },
  DescribeUsedIpAddress: {
    subnet_mismatch: 'InvalidParameterValue.ParameterMismatch',
    vpc_not_found: 'InvalidParameterValue.ParameterMismatch',
  },
  AttachNetworkInterface: { eni_busy: 'UnsupportedOperation.InvalidState' },
  DetachNetworkInterface: { eni_busy: 'UnsupportedOperation.InvalidState', not_attached: 'ResourceNotFound' },
  DeleteNetworkInterface: { eni_busy: 'UnsupportedOperation.InvalidState' },
  CreateNetworkInterface: { ip_duplicate: 'InvalidParameterValue' },
}

export const codeOfV3 = (refusal: Refusal, incoming: V3Incoming): WireCode => {
  const code = byAction[incoming.action]?.[refusal.reason] ?? byReason[refusal.reason]
  return { code, message: (incoming.language === 'zh-CN' ? textOf(code) : undefined) ?? refusal.message }
}

/** A code as `fail-next` names it; an unknown one is sent as it is, so that tests can try a client with it. */
export const namedCodeV3 = (name: number | string, incoming: V3Incoming): WireCode => {
  const code = String(name)
  const text = incoming.language === 'zh-CN' ? textOf(code) : undefined
  return text === undefined ? { code } : { code, message: text }
}
