/** What every form that changes the cloud says alike. */
export const form = {
  reason: 'Reason or ticket number',
  optional: '(optional)',
  reasonHint: 'Kept with the operation and in the audit log.',
  reasonTooLong: 'At most {max} characters.',
  submit: {
    accepted: 'Your request was accepted already.',
    lost: 'The answer was lost on the way. Your request may have been accepted. Send it again: it is the same request, so nothing is done twice.',
    busy: 'Another operation on this interface is running. Wait for it to end, then send again.',
    reused: 'Your first request was accepted. What you have changed since then was not sent.',
    startNew: 'Start a new request',
    seeOperation: 'See the operation',
    viewOperation: 'View operation',
    retryIn: 'Try again in {seconds} s.',
    kept: 'What you entered is kept.',
  },
  otherSystem: {
    title: 'This interface is run by another system: {system}',
    text: 'It adds and removes addresses by itself. It may undo what you do here, or change the same address at the same moment. Go on only if you know that it tolerates this.',
  },
  preview: {
    title: 'Request preview',
    hint: 'Exactly these parameters are sent. Credentials, signature, nonce and timestamp are added by the server.',
    call: 'Call {n} of {total}: {action}',
    callOne: '{action}',
    copy: 'Copy the request',
    empty: 'Enter at least one address to see the request.',
    unavailable: 'The preview could not be made.',
  },
}
