import type { Refusal, RefusalReason } from '#emulator/refusal.ts'
import type { WireCode } from './types.ts'

/**
 * The common codes of v2 (web page product/215/4781; 4200 only in older copies). Only AuthFailure, InvalidParameter and
 * Success are documented as `codeDesc`: the other symbols here are ours.
 */
export const commonCodes: Record<number, string> = {
  4000: 'InvalidParameter',
  4100: 'AuthFailure',
  4101: 'UnauthorizedAction',
  4102: 'UnauthorizedResource',
  4103: 'UnauthorizedResourceOfAction',
  4104: 'SecretIdNotFound',
  4105: 'TokenFailure',
  4106: 'MfaFailure',
  4110: 'CamAuthFailure',
  4200: 'RequestExpired',
  4300: 'AccessDenied',
  4400: 'RequestLimitExceeded',
  4500: 'ReplayAttack',
  4600: 'ProtocolNotSupported',
  5000: 'ResourceNotFound',
  5100: 'ResourceOperationFailed',
  5200: 'PurchaseFailed',
  5300: 'InsufficientBalance',
  5400: 'PartialSuccess',
  5500: 'UserNotQualified',
  6000: 'InternalError',
  6100: 'VersionNotSupported',
  6200: 'ServiceUnavailable',
}

/**
 * The business symbols of the VPC pages with the number we send beside them. The documents name no number for any of them:
 * this table is the one place where that choice is made. `LimitExceeded` and `ResourceInsufficient` are symbols of ours as well.
 */
export const businessCodes: Record<string, number> = {
  'InvalidVpc.NotFound': 5000,
  'InvalidSubnet.NotFound': 5000,
  'InvalidNetworkInterface.NotFound': 5000,
  'InvalidInstance.NotFound': 5000,
  'InvalidPrivateIpAddress.InUse': 5100,
  'InvalidPrivateip.IsPrimary': 5100,
  InvalidNetworkInterfaceName: 4000,
  'InvalidNetworkInterface.InUse': 5100,
  NetworkInterfaceLimitExceeded: 5100,
  'InvalidNetworkInterface.CanNotDelete': 5100,
  'InvalidNetworkInterface.AlreadyAssociated': 5100,
  'InvalidNetworkInterface.NotAttached': 5100,
  ActionLocked: 5100,
  LimitExceeded: 5100,
  ResourceInsufficient: 5100,
}

const parameter = 4000
// The neutral words that v2 never says.
const v3Only = {
  authorization_invalid: parameter,
  parameter_unknown: parameter,
  request_malformed: parameter,
  not_utf8: parameter,
  request_too_large: parameter,
  method_unsupported: parameter,
  version_unknown: parameter,
  region_missing: parameter,
  value_malformed: parameter,
  value_out_of_range: parameter,
  too_many_values: parameter,
  ids_and_filters: parameter,
  filter_unknown: parameter,
  filter_not_dict: parameter,
  filter_values_not_list: parameter,
  attach_type_unsupported: parameter,
  client_token_mismatch: parameter,
  client_token_processing: parameter,
}
const byReason: Record<RefusalReason, number | string> = {
  parameter_missing: parameter,
  parameter_invalid: parameter,
  page_invalid: parameter,
  ip_malformed: parameter,
  ip_outside_subnet: parameter,
  ip_reserved: parameter,
  ip_duplicate: parameter,
  ip_too_many: parameter,
  primary_not_allowed: parameter,
  ip_in_use: 'InvalidPrivateIpAddress.InUse',
  ip_is_primary: 'InvalidPrivateip.IsPrimary',
  ip_not_on_eni: parameter,
  ip_quota_exceeded: 'LimitExceeded',
  subnet_full: 'ResourceInsufficient',
  subnet_mismatch: parameter,
  vpc_not_found: 'InvalidVpc.NotFound',
  subnet_not_found: 'InvalidSubnet.NotFound',
  eni_not_found: 'InvalidNetworkInterface.NotFound',
  instance_not_found: 'InvalidInstance.NotFound',
  task_not_found: 5000,
  eni_busy: 'ActionLocked',
  eni_state_invalid: 'ActionLocked',
  description_too_long: parameter,
  eni_name_invalid: 'InvalidNetworkInterfaceName',
  eni_name_taken: 'InvalidNetworkInterface.InUse',
  eni_quota_exceeded: 'NetworkInterfaceLimitExceeded',
  eni_attached: 'InvalidNetworkInterface.CanNotDelete',
  eni_is_primary: parameter,
  already_attached: 'InvalidNetworkInterface.AlreadyAssociated',
  not_attached: 'InvalidNetworkInterface.NotAttached',
  zone_mismatch: parameter,
  vpc_mismatch: 'InvalidInstance.NotFound',
  auth_failed: 4100,
  secret_id_unknown: 4104,
  token_invalid: 4105,
  replayed: 4500,
  expired: 4500,
  rate_limited: 4400,
  action_unknown: 6100,
  region_unknown: parameter,
  ...v3Only,
}

/** A number or a symbol as a v2 code; an unknown one is sent as it is, so that tests can try a client with it. */
export const namedCode = (name: number | string): { code: number; codeDesc: string } => {
  const number = typeof name === 'number' ? name : /^-?[0-9]+$/.test(name) ? Number(name) : undefined
  if (number !== undefined) return { code: number, codeDesc: commonCodes[number] ?? 'UnknownError' }
  const symbol = String(name)
  const common = Object.entries(commonCodes).find(([, text]) => text === symbol)
  return { code: businessCodes[symbol] ?? (common === undefined ? 5100 : Number(common[0])), codeDesc: symbol }
}

export const codeOf = (refusal: Refusal): WireCode => ({ ...namedCode(byReason[refusal.reason]), message: refusal.message })
