import { isEnded, type Operation } from '#lib/schema/operation.ts'
import { toOperationCause, type OperationCause } from '#lib/schema/operation-cause.ts'

/**
 * What can be offered beside the words of a cause (`operation.cause.<code>` in lib/i18n): `again` = ask again, or for something
 * else, `eni` = look at the interface. Absent: nothing a click could do.
 */
export const causeAction: Record<OperationCause, 'again' | 'eni' | undefined> = {
  unreachable: 'again',
  timeout: 'eni',
  bad_reply: undefined,
  unavailable: 'again',
  auth_failed: undefined,
  clock_skew: undefined,
  forbidden: undefined,
  token_invalid: undefined,
  account_blocked: undefined,
  rate_limited: 'again',
  unsupported: undefined,
  https_required: undefined,
  vpc_not_found: undefined,
  eni_not_found: undefined,
  subnet_not_found: undefined,
  not_found: undefined,
  address_in_use: 'again',
  address_invalid: 'again',
  address_reserved: 'again',
  address_outside_subnet: 'again',
  address_duplicate: 'again',
  address_is_primary: 'again',
  address_not_on_eni: 'eni',
  primary_refused: 'again',
  quota_exceeded: 'eni',
  subnet_full: undefined,
  eni_busy: 'again',
  invalid_parameter: undefined,
  operation_failed: 'again',
  unknown_code: undefined,
  cloud_unreachable: 'again',
  too_late: 'again',
  account_not_configured: undefined,
  right_lost: undefined,
  interrupted: 'eni',
  reply_mismatch: 'eni',
  task_failed: 'again',
  task_lost: 'eni',
  task_succeeded_but_absent: 'eni',
  task_failed_but_present: 'eni',
  task_still_running: undefined,
  not_seen: 'eni',
  held_elsewhere: 'again',
  difference: 'eni',
  lock_freed: 'again',
  late_arrival: 'eni',
  not_adopted: 'eni',
  closed_by_person: 'eni',
  already_there: undefined,
  already_gone: undefined,
  reads_lag: undefined,
  changed_meanwhile: 'eni',
  came_as_secondary: 'eni',
  eip_bound: 'again',
  no_change_seen: 'eni',
  task_succeeded_but_unchanged: 'eni',
  task_failed_but_done: 'eni',
  back_again: 'eni',
  late_departure: 'eni',
  unreadable: undefined,
}

/** The words and the offer for whatever code an operation carries; a code of a newer server reads as unknown. */
export const causeOf = (code: string | undefined): OperationCause => toOperationCause(code)

/** What reads differently for an operation that is no assign: `operation.causeOf.<kind>.<code>` in lib/i18n. */
export const ownWords = {
  assign: [],
  release: ['task_failed', 'address_is_primary', 'address_in_use'],
  move: [
    'task_failed',
    'address_is_primary',
    'address_in_use',
    'address_outside_subnet',
    'quota_exceeded',
    'held_elsewhere',
    'already_there',
  ],
  note: ['already_there'],
} as const satisfies Record<Operation['kind'], readonly OperationCause[]>

/** What is told in the past once the operation has ended: `operation.causePast.<code>` in lib/i18n. */
export const pastWords = [
  'eni_not_found',
  'account_not_configured',
  'task_lost',
  'task_still_running',
  'task_succeeded_but_absent',
  'task_failed_but_present',
  'task_succeeded_but_unchanged',
  'task_failed_but_done',
  'not_seen',
  'no_change_seen',
  'held_elsewhere',
  'difference',
  'lock_freed',
  'changed_meanwhile',
  'came_as_secondary',
  'back_again',
] as const satisfies readonly OperationCause[]

/** Found after the end, so that what to do about them is still to be done. */
const afterEnd: readonly OperationCause[] = ['late_arrival', 'late_departure']

/** Whether a finding still asks for something: not what a decision or the looking has settled since. */
export const asksFor = ({ state }: Pick<Operation, 'state'>, code: string): boolean => !isEnded(state) || afterEnd.includes(causeOf(code))

type OwnKey<Part extends string> = {
  [Kind in keyof typeof ownWords]: `causeOf.${Kind & string}.${(typeof ownWords)[Kind][number]}.${Part}`
}[keyof typeof ownWords]

/** Where in `operation` the words are that say what a code means, of an operation in this state. */
export function whatKey({ kind, state }: Pick<Operation, 'kind' | 'state'>, code: string | undefined) {
  const past = isEnded(state) ? pastWords.find((word) => word === code) : undefined
  return past === undefined ? causeKey(kind, code, 'what') : (`causePast.${past}` as const)
}

/** Where in `operation` the words of a code are. */
export function causeKey<Part extends 'what' | 'next'>(kind: Operation['kind'], code: string | undefined, part: Part) {
  const cause = causeOf(code)
  const own: readonly OperationCause[] = ownWords[kind]
  // The list says which keys there are; a test holds it against the messages.
  return own.includes(cause) ? (`causeOf.${kind}.${cause}.${part}` as OwnKey<Part>) : (`cause.${cause}.${part}` as const)
}
