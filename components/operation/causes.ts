import { operationCauses, toOperationCause, type OperationCause } from '#lib/schema/operation-cause.ts'

/**
 * What can be offered beside the words of a cause (`operation.cause.<code>` in lib/i18n): `assign` = ask for other addresses
 * or ask again, `eni` = look at the interface. Absent: nothing a click could do.
 */
export const causeAction: Record<OperationCause, 'assign' | 'eni' | undefined> = {
  unreachable: 'assign',
  timeout: 'eni',
  bad_reply: undefined,
  unavailable: 'assign',
  auth_failed: undefined,
  clock_skew: undefined,
  forbidden: undefined,
  token_invalid: undefined,
  account_blocked: undefined,
  rate_limited: 'assign',
  unsupported: undefined,
  https_required: undefined,
  vpc_not_found: undefined,
  eni_not_found: undefined,
  subnet_not_found: undefined,
  not_found: undefined,
  address_in_use: 'assign',
  address_invalid: 'assign',
  address_reserved: 'assign',
  address_outside_subnet: 'assign',
  address_duplicate: 'assign',
  address_is_primary: 'assign',
  address_not_on_eni: 'eni',
  quota_exceeded: 'eni',
  subnet_full: undefined,
  eni_busy: 'assign',
  invalid_parameter: undefined,
  operation_failed: 'assign',
  unknown_code: undefined,
  cloud_unreachable: 'assign',
  too_late: 'assign',
  account_not_configured: undefined,
  right_lost: undefined,
  interrupted: 'eni',
  reply_mismatch: 'eni',
  task_failed: 'assign',
  task_lost: 'eni',
  task_succeeded_but_absent: 'eni',
  task_failed_but_present: 'eni',
  task_still_running: undefined,
  not_seen: 'eni',
  held_elsewhere: 'assign',
  difference: 'eni',
  lock_freed: 'assign',
  late_arrival: 'eni',
  not_adopted: 'eni',
  closed_by_person: 'eni',
  already_there: undefined,
  unreadable: undefined,
}

/** The words and the offer for whatever code an operation carries; a code of a newer server reads as unknown. */
export const causeOf = (code: string | undefined): OperationCause => toOperationCause(code)

export { operationCauses }
