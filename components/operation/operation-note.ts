import type { Operation } from '#lib/schema/operation.ts'

export type NoteWords = {
  label: (
    key:
      | 'operation'
      | 'state'
      | 'eni'
      | 'to'
      | 'newNote'
      | 'vpc'
      | 'place'
      | 'by'
      | 'reason'
      | 'requested'
      | 'ended'
      | 'addresses'
      | 'task'
      | 'requestId'
      | 'cause'
      | 'link',
  ) => string
  name: string
  state: string
  outcome: (outcome: Operation['addresses'][number]['outcome']) => string
  cause: (code: string) => string
  /** The EIP that an address had; undefined where it had none or nobody knows. */
  eip: (address: Operation['addresses'][number]) => string | undefined
  time: (iso: string) => string
  url: string
}

const named = (id: string, name: string | undefined) => (name === undefined ? id : `${name} (${id})`)

/** An operation as plain text, for a ticket: what, where, who, when, what came of it, and the ids the cloud's support asks for. */
export function operationNote(operation: Operation, words: NoteWords): string {
  const { label } = words
  const line = (key: Parameters<NoteWords['label']>[0], value: string | undefined) =>
    value === undefined || value === '' ? [] : [`${label(key)}: ${value}`]
  const attempts = operation.steps.flatMap((step) => step.attempts)
  return [
    ...line('operation', `${words.name} (${operation.id})`),
    ...line('state', words.state),
    ...line('eni', named(operation.eniId, operation.eniName)),
    ...line('to', operation.toEniId && named(operation.toEniId, operation.toEniName)),
    ...line('newNote', operation.note),
    ...line('vpc', operation.vpcId),
    ...line('place', `${operation.account} / ${operation.region}`),
    ...line('by', operation.actor),
    ...line('reason', operation.reason),
    ...line('requested', words.time(operation.createdAt)),
    ...line('ended', operation.endedAt && words.time(operation.endedAt)),
    ...(operation.addresses.length > 0 ? [`${label('addresses')}:`] : []),
    ...operation.addresses.flatMap((address) => {
      const { ip, outcome, cause } = address
      const eip = words.eip(address)
      const why = cause === undefined || outcome !== 'failed' ? '' : ` (${words.cause(cause)})`
      return [`  ${ip}  ${words.outcome(outcome)}${why}`, ...(eip === undefined ? [] : [`    ${eip}`])]
    }),
    ...line(
      'cause',
      operation.error &&
        [words.cause(operation.error.code), operation.error.cloudCode, operation.error.cloudMessage].filter(Boolean).join(' · '),
    ),
    ...line('task', operation.steps.flatMap(({ taskId }) => taskId ?? []).join(', ')),
    ...line('requestId', attempts.flatMap(({ requestId }) => requestId ?? []).join(', ')),
    ...line('link', words.url),
  ].join('\n')
}
