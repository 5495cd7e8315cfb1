/** Why an operation went as it did, by the word of lib/schema/operation-cause.ts: what it means, and what a person can do. */
export const cause = {
  unreachable: {
    what: 'Tencent Cloud could not be reached.',
    next: 'Check the network between this server and the API, then try again.',
  },
  timeout: {
    what: 'Tencent Cloud did not answer in time.',
    next: 'The interface is read to find out what happened. Wait for the result.',
  },
  bad_reply: {
    what: 'Tencent Cloud sent an answer that cannot be read.',
    next: 'If this goes on, check for a proxy between this server and the API.',
  },
  unavailable: {
    what: 'Tencent Cloud reported an internal error.',
    next: 'Try again in a few minutes. If it goes on, give its support the request ID.',
  },
  auth_failed: {
    what: 'Tencent Cloud did not accept the credentials of this account.',
    next: 'Ask an administrator to check the SecretId and the SecretKey.',
  },
  clock_skew: {
    what: 'The clock of this server differs too much from the cloud’s.',
    next: 'Ask an administrator to synchronise the clock of the server, then try again.',
  },
  forbidden: { what: 'The credentials of this account may not do this.', next: 'Ask an administrator to grant the permission in CAM.' },
  token_invalid: {
    what: 'The temporary credentials of this account have expired.',
    next: 'Ask an administrator to renew them, then try again.',
  },
  account_blocked: {
    what: 'Tencent Cloud has restricted this account.',
    next: 'Check the account for overdue payments or a missing real-name verification.',
  },
  rate_limited: { what: 'Tencent Cloud is limiting requests.', next: 'Try again in a minute.' },
  unsupported: { what: 'The API of this account does not support this.', next: 'Do it in the Tencent Cloud console.' },
  https_required: { what: 'Tencent Cloud takes this call over HTTPS only.', next: 'Ask an administrator to set an https endpoint.' },
  vpc_not_found: { what: 'Tencent Cloud does not know this VPC.', next: 'It may have been deleted. Refresh the interface list.' },
  eni_not_found: { what: 'This interface no longer exists in Tencent Cloud.', next: 'Choose another interface.' },
  subnet_not_found: { what: 'Tencent Cloud does not know this subnet.', next: 'It may have been deleted. Refresh the interface list.' },
  not_found: {
    what: 'Tencent Cloud does not know one of the resources.',
    next: 'Refresh the interface list and check that everything still exists.',
  },
  address_in_use: {
    what: 'The address was taken before the request arrived.',
    next: 'Assign another address. Addresses that were assigned are not affected.',
  },
  address_invalid: { what: 'Tencent Cloud did not accept the address as valid.', next: 'Check the address, or use another one.' },
  address_reserved: { what: 'The address is reserved by the subnet.', next: 'Assign another address.' },
  address_outside_subnet: { what: 'The address is outside the subnet of this interface.', next: 'Assign an address of the subnet.' },
  address_duplicate: { what: 'The address was in the request twice.', next: 'Assign it once.' },
  address_is_primary: {
    what: 'A new address cannot be made primary: the interface has its primary from its creation.',
    next: 'Assign the address as secondary.',
  },
  address_not_on_eni: { what: 'The address is not on this interface.', next: 'Refresh the interface.' },
  primary_refused: {
    what: 'The interface already has a primary address, so Tencent Cloud refused a new one. Nothing of this call was assigned.',
    next: 'Assign its addresses as secondary.',
  },
  quota_exceeded: {
    what: 'The interface has reached its limit of private addresses.',
    next: 'Release an address, or ask Tencent Cloud for a higher quota.',
  },
  subnet_full: { what: 'The subnet has no free addresses left.', next: 'Release some, or use an interface in another subnet.' },
  eni_busy: { what: 'Another change on this interface was running in the cloud.', next: 'Wait for it to end, then try again.' },
  invalid_parameter: {
    what: 'Tencent Cloud did not accept a parameter of the request.',
    next: 'Read the cloud’s own text below. If it makes no sense, report it with the request ID.',
  },
  operation_failed: {
    what: 'Tencent Cloud reported that the operation failed.',
    next: 'Read the cloud’s own text below, then try again.',
  },
  unknown_code: {
    what: 'Tencent Cloud answered with a code this version does not know.',
    next: 'Read the cloud’s own text below. The interface was read to find out what happened.',
  },
  cloud_unreachable: {
    what: 'Tencent Cloud could not be reached for the whole waiting time. Nothing was sent.',
    next: 'Check the connection, then try again.',
  },
  too_late: {
    what: 'The request missed its time to be sent, because the server was paused or its clock changed. Nothing was sent.',
    next: 'Try again.',
  },
  account_not_configured: {
    what: 'The account of this operation is no longer configured on this server.',
    next: 'Ask an administrator to configure it again. The operation then goes on.',
  },
  right_lost: {
    what: 'The person who asked lost the right to change this account before anything was sent.',
    next: 'Ask an operator to do it.',
  },
  interrupted: {
    what: 'The server stopped while the request was on its way, so nobody knows whether it arrived.',
    next: 'The interface is read to find out. Wait for the result.',
  },
  reply_mismatch: {
    what: 'The cloud’s answer named other addresses than the request, so it is not trusted.',
    next: 'The interface is read to find out. If this happens again, report it with the request ID.',
  },
  task_failed: {
    what: 'Tencent Cloud reported that the task failed, and the interface was read back without the address.',
    next: 'Assign again. If it fails again, give the cloud’s support the request ID.',
  },
  task_lost: {
    what: 'Tencent Cloud does not know the task any more.',
    next: 'The interface itself is read instead. Wait for the result.',
  },
  task_succeeded_but_absent: {
    what: 'The cloud’s task succeeded, but the interface does not show the address.',
    next: 'Check again later, or look into the Tencent Cloud console.',
  },
  task_failed_but_present: {
    what: 'The cloud’s task failed, but the interface shows the address.',
    next: 'Check again later, or look into the Tencent Cloud console.',
  },
  task_still_running: {
    what: 'The cloud’s task has not ended within the waiting time.',
    next: 'It is still looked at every minute. Give the cloud’s support the request ID if it does not end.',
  },
  not_seen: {
    what: 'The address was not seen on the interface since the request was sent.',
    next: 'Check again later, retry, or close the operation when you are sure that the address did not arrive.',
  },
  held_elsewhere: {
    what: 'Something else holds the address now. Whether this request had placed it first is not known.',
    next: 'Check who holds it, then assign another address.',
  },
  difference: {
    what: 'The number of new addresses on the interface differs from what was asked for.',
    next: 'Compare the lists below with the interface, then adopt what came from this operation, or close it.',
  },
  lock_freed: {
    what: 'The interface is free for other operations: no late copy of this request can arrive any more.',
    next: 'The interface can be changed again. This operation still needs a decision.',
  },
  late_arrival: {
    what: 'Since this request was sent, an address has come to the interface that nobody asked for here.',
    next: 'It may be a late effect of this request, or somebody else’s. Look at the interface, and release the address if nobody needs it.',
  },
  not_adopted: {
    what: 'A person settled the operation without this address.',
    next: 'Look at the interface before you try again.',
  },
  closed_by_person: {
    what: 'A person closed the operation without proof of either outcome.',
    next: 'Look at the interface before you try again.',
  },
  already_there: { what: 'The address was on the interface before anything was sent.', next: 'Nothing to do.' },
  reads_lag: {
    what: 'The cloud does not show yet what was done here a moment ago.',
    next: 'Wait: it is looked at again within two minutes.',
  },
  changed_meanwhile: {
    what: 'The cloud shows something else than when this was asked for: somebody may have changed it, or the reading is old. A reading two minutes after the request decides.',
    next: 'Nothing was sent for this address. Look at the interface, and ask again if it is still wanted.',
  },
  came_as_secondary: {
    what: 'The address is on the interface, but as a secondary one: it was to be the primary.',
    next: 'Adopt it as it is, or close the operation and release it.',
  },
  already_gone: { what: 'The address had left the interface before anything was sent.', next: 'Nothing to do.' },
  eip_bound: {
    what: 'An EIP is on the address that was not named when this was asked for. Nothing was sent.',
    next: 'Look at the EIP, then ask again if it may lose this address.',
  },
  no_change_seen: {
    what: 'No reading since the request was sent shows the change.',
    next: 'Check again later, retry, or close the operation when you are sure that nothing was changed.',
  },
  task_succeeded_but_unchanged: {
    what: 'The cloud’s task succeeded, but reading shows no change.',
    next: 'Check again later, or look into the Tencent Cloud console.',
  },
  task_failed_but_done: {
    what: 'The cloud’s task failed, but reading shows the change.',
    next: 'Check again later, or look into the Tencent Cloud console.',
  },
  back_again: {
    what: 'The address was seen gone, and is on the interface again: somebody has assigned it anew.',
    next: 'Nothing to do, unless nobody should have it.',
  },
  late_departure: {
    what: 'After this operation had ended, an address left the interface that no operation explains.',
    next: 'It may be a late effect of this request, or somebody else’s doing. Look at the interface, and assign the address again if it is needed.',
  },
  unreadable: {
    what: 'This server cannot read the record of this operation: a newer version wrote it, or the database is damaged.',
    next: 'Nothing more is done with it until a server can read it. Ask an administrator to start the newer version again.',
  },
}

/** What reads otherwise once the operation has ended: what was so then need not be so now. */
export const causePast = {
  eni_not_found: 'This interface was not found in Tencent Cloud.',
  account_not_configured: 'The account of this operation was not configured on this server.',
  task_lost: 'Tencent Cloud did not know the task any more.',
  task_still_running: 'The cloud’s task had not ended within the waiting time.',
  task_succeeded_but_absent: 'The cloud’s task had succeeded, but the interface did not show the address.',
  task_failed_but_present: 'The cloud’s task had failed, but the interface showed the address.',
  task_succeeded_but_unchanged: 'The cloud’s task had succeeded, but reading showed no change.',
  task_failed_but_done: 'The cloud’s task had failed, but reading showed the change.',
  not_seen: 'The address had not been seen on the interface since the request was sent.',
  no_change_seen: 'No reading since the request was sent had shown the change.',
  held_elsewhere: 'Something else had the address by then. Whether this request had come first is not known.',
  difference: 'The number of new addresses on the interface differed from what was asked for.',
  lock_freed:
    'The interface became free for other operations before this one had ended: no late copy of this request could arrive any more.',
  changed_meanwhile: 'The cloud showed something else than when this was asked for: somebody may have changed it meanwhile.',
  came_as_secondary: 'The address had come to the interface, but as a secondary one: it was to be the primary.',
  back_again: 'The address had been seen gone, and was on the interface again: somebody had assigned it anew.',
}

/** Where that reads differently for what is not an assign. */
export const causeOf = {
  release: {
    task_failed: {
      what: 'Tencent Cloud reported that the task failed, and the interface still has the address.',
      next: 'Release it again. If it fails again, give the cloud’s support the request ID.',
    },
    address_is_primary: { what: 'The primary address stays with its interface.', next: 'Choose another address.' },
    address_in_use: { what: 'Tencent Cloud says that the address is in use.', next: 'Find out what uses it, then release it again.' },
  },
  move: {
    task_failed: {
      what: 'Tencent Cloud reported that the task failed, and the address is where it was.',
      next: 'Move it again. If it fails again, give the cloud’s support the request ID.',
    },
    address_is_primary: { what: 'The primary address stays with its interface.', next: 'Choose another address.' },
    address_in_use: { what: 'Tencent Cloud says that the address is in use.', next: 'Find out what uses it, then move it again.' },
    address_outside_subnet: {
      what: 'The target interface is in another subnet than the address.',
      next: 'Choose an interface of the same subnet.',
    },
    quota_exceeded: {
      what: 'The target interface has reached its limit of private addresses.',
      next: 'Choose another target, or release an address there.',
    },
    held_elsewhere: {
      what: 'The address is on neither interface: something else has it now. Whether this request had moved it first is not known.',
      next: 'Check who holds it.',
    },
    already_there: { what: 'The address was on the target interface before anything was sent.', next: 'Nothing to do.' },
  },
  note: {
    already_there: { what: 'The note was this one before anything was sent.', next: 'Nothing to do.' },
  },
}
