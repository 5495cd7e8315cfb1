/**
 * Every word that can stand in `error.code`, `addresses[].cause` and `findings[].code` of an operation. The screens
 * translate each of them; nothing else may appear there (lib/server/operations parses what it writes against this list).
 */

/** What the cloud's answer or its absence meant: the words of the cloud drivers. */
export const cloudCauses = [
  'unreachable',
  'timeout',
  'bad_reply',
  'unavailable',
  'auth_failed',
  'clock_skew',
  'forbidden',
  'token_invalid',
  'account_blocked',
  'rate_limited',
  'unsupported',
  'https_required',
  'vpc_not_found',
  'eni_not_found',
  'subnet_not_found',
  'not_found',
  'address_in_use',
  'address_invalid',
  'address_reserved',
  'address_outside_subnet',
  'address_duplicate',
  'address_is_primary',
  'address_not_on_eni',
  'primary_refused',
  'quota_exceeded',
  'subnet_full',
  'eni_busy',
  'invalid_parameter',
  'operation_failed',
  'unknown_code',
] as const

/** What our own server found or decided. */
export const ownCauses = [
  /** Nothing could be sent for the whole waiting time (15 min by default): surely not executed. */
  'cloud_unreachable',
  /** The request missed its time to be sent (a pause, or a clock that went back): surely not executed. */
  'too_late',
  /** The account of this operation is no longer configured on this server. */
  'account_not_configured',
  /** The person who asked lost the right to change this account before it was sent. */
  'right_lost',
  /** The server ended while the request was on its way: nobody knows whether it arrived. */
  'interrupted',
  /** The cloud's reply named other addresses than the request: not trusted. */
  'reply_mismatch',
  /** The cloud's task ended as failed, and the ENI was read back without the address. */
  'task_failed',
  /** The cloud does not know the task (any more): the ENI itself is asked instead. */
  'task_lost',
  /** The task says succeeded, but the ENI does not show the address. `params`: absent[]. */
  'task_succeeded_but_absent',
  /** The task says failed, but the ENI shows the address. `params`: present[]. */
  'task_failed_but_present',
  /** The cloud's task did not end within the waiting time. */
  'task_still_running',
  /** Asked for, and not seen on the ENI in any read since. `params`: absent[], present[]. */
  'not_seen',
  /** Not on this ENI, and something else holds it; whether our request had placed it first is not known. `params`: ips[], holders[]. */
  'held_elsewhere',
  /** A count came out differently. `params`: expected, added[], addedByOthers[]. */
  'difference',
  /** The operation is still unsettled, but no late copy of its request can arrive any more: the ENI is free for others. */
  'lock_freed',
  /** Seen after the end, while a late effect of a request could still come: this is on the ENI and nothing explains it. `params`: added[]. */
  'late_arrival',
  /** A person settled the operation without this address. */
  'not_adopted',
  /** A person ended it without a proof of either. */
  'closed_by_person',
  /** It was as asked before anything was sent: the address was on the ENI, or its note was that one. */
  'already_there',
  /** Release: the address had left the ENI before anything was sent. */
  'already_gone',
  /** The cloud's reads do not show yet what an operation of ours did a moment ago: waiting for them. `params`: ips[]. */
  'reads_lag',
  /** The cloud's reads show what was asked for otherwise than whoever asked saw it; they may be older: waiting. Failed: it was otherwise, and is as before again; nothing was sent. `params`: ips[]. */
  'changed_meanwhile',
  /** It came, but as a secondary address: it was to be the primary one. `params`: ips[]. */
  'came_as_secondary',
  /** An EIP is on the address that the person who asked was not told of: not sent. */
  'eip_bound',
  /** Release, move, note: asked for, and no read since shows it done. `params`: ips[]. */
  'no_change_seen',
  /** Release, move: the task says succeeded, and the ENIs show no change. `params`: ips[]. */
  'task_succeeded_but_unchanged',
  /** Release, move: the task says failed, and the ENIs show it done. `params`: ips[]. */
  'task_failed_but_done',
  /** Release: the address was seen gone and is back since: somebody assigned it anew. `params`: ips[]. */
  'back_again',
  /** Release, move: after the end, while a late copy of a request could still arrive, this left the ENI. `params`: ips[]. */
  'late_departure',
  /** This server cannot read what is written about the operation: a newer version wrote it, or the database is damaged. */
  'unreadable',
] as const

export const operationCauses = [...cloudCauses, ...ownCauses] as const
export type OperationCause = (typeof operationCauses)[number]

const known = new Set<string>(operationCauses)
/** The word itself if it is one of ours, else `unknown_code`: a screen never meets a word it cannot translate. */
// The cast is what the set has just proven.
export const toOperationCause = (word: string | undefined): OperationCause =>
  word !== undefined && known.has(word) ? (word as OperationCause) : 'unknown_code'
