/**
 * Why the cloud says no, in words of neither wire. Each wire maps them to its own codes (wire/v2-codes.ts); the actions
 * know nothing else.
 */
export const refusalReasons = [
  'parameter_missing',
  'parameter_invalid',
  'page_invalid',
  'ip_malformed',
  'ip_outside_subnet',
  'ip_reserved',
  'ip_duplicate',
  'ip_too_many',
  'primary_not_allowed',
  'ip_in_use',
  'ip_is_primary',
  'ip_not_on_eni',
  'ip_quota_exceeded',
  'subnet_full',
  'subnet_mismatch',
  'vpc_not_found',
  'subnet_not_found',
  'eni_not_found',
  'instance_not_found',
  'task_not_found',
  'eni_busy',
  'eni_state_invalid',
  'eni_name_invalid',
  'description_too_long',
  'eni_name_taken',
  'eni_quota_exceeded',
  'eni_attached',
  'eni_is_primary',
  'already_attached',
  'not_attached',
  'zone_mismatch',
  'vpc_mismatch',
  'auth_failed',
  'secret_id_unknown',
  'token_invalid',
  'replayed',
  'expired',
  'rate_limited',
  'action_unknown',
  'region_unknown',
  // Only v3 knows what these say.
  'authorization_invalid',
  'parameter_unknown',
  'request_malformed',
  'not_utf8',
  'request_too_large',
  'method_unsupported',
  'version_unknown',
  'region_missing',
  'value_malformed',
  'value_out_of_range',
  'too_many_values',
  'ids_and_filters',
  'filter_unknown',
  'filter_not_dict',
  'filter_values_not_list',
  'attach_type_unsupported',
  'client_token_mismatch',
  'client_token_processing',
] as const
export type RefusalReason = (typeof refusalReasons)[number]

export class Refusal extends Error {
  readonly reason: RefusalReason
  constructor(reason: RefusalReason, message: string) {
    super(message)
    this.name = 'Refusal'
    this.reason = reason
  }
}
