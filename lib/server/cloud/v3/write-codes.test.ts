/** The codes that the vendor's SDK lists for each write of vpc 2017-03-12, word for word, and what follows from each. */
import { describe, expect, it } from 'vitest'
import type { WriteKind } from '#lib/server/cloud/client.ts'
import { outcomeOfReply } from './outcome.ts'

const requestId = 'f23d1450-ed00-4442-98d4-be409e625e6c'
const answered = (write: WriteKind, response: object) =>
  outcomeOfReply(write, { status: 200, headers: {}, body: JSON.stringify({ Response: { ...response, RequestId: requestId } }) }, [])
const refusedWith = (write: WriteKind, code: string) => answered(write, { Error: { Code: code, Message: 'why' } })

type Expected = readonly [kind: string, cause: string]
const listed: Partial<Record<WriteKind, Record<string, Expected>>> = {
  release: {
    'InvalidParameterValue.DuplicatePara': ['refused', 'address_duplicate'],
    'InvalidParameterValue.LimitExceeded': ['refused', 'invalid_parameter'],
    'InvalidParameterValue.Malformed': ['refused', 'invalid_parameter'],
    'LimitExceeded.ActionLimited': ['retry', 'rate_limited'],
    ResourceNotFound: ['refused', 'eni_not_found'],
    UnsupportedOperation: ['refused', 'unsupported'],
    'UnsupportedOperation.AttachmentNotFound': ['refused', 'address_not_on_eni'],
    'UnsupportedOperation.InvalidState': ['refused', 'operation_failed'],
    'UnsupportedOperation.MutexOperationTaskRunning': ['busy', 'eni_busy'],
  },
  move: {
    'InvalidParameterValue.Malformed': ['refused', 'invalid_parameter'],
    LimitExceeded: ['refused', 'quota_exceeded'],
    ResourceNotFound: ['refused', 'eni_not_found'],
    'UnauthorizedOperation.AttachmentNotFound': ['refused', 'address_not_on_eni'],
    'UnauthorizedOperation.PrimaryIp': ['refused', 'address_is_primary'],
    UnsupportedOperation: ['refused', 'unsupported'],
    'UnsupportedOperation.MutexOperationTaskRunning': ['busy', 'eni_busy'],
    'UnsupportedOperation.PrimaryIp': ['refused', 'address_is_primary'],
  },
  note: {
    'InvalidParameterValue.LimitExceeded': ['refused', 'invalid_parameter'],
    'InvalidParameterValue.Malformed': ['refused', 'invalid_parameter'],
    'InvalidParameterValue.TooLong': ['refused', 'invalid_parameter'],
    'LimitExceeded.ActionLimited': ['retry', 'rate_limited'],
    ResourceNotFound: ['refused', 'not_found'],
    'UnsupportedOperation.InvalidState': ['refused', 'operation_failed'],
  },
}
const changes = ['release', 'move', 'note'] as const

describe.each(changes)('%s', (write) => {
  it.each(Object.entries(listed[write] ?? {}))('%s → %j', (code, [kind, cause]) => {
    const retry = kind === 'retry' ? { kind: 'refused', retry: true } : kind === 'refused' ? { kind, retry: false } : { kind }
    expect(refusedWith(write, code)).toEqual({
      ...retry,
      cause,
      httpStatus: 200,
      requestId,
      cloudCode: code,
      cloudMessage: 'why',
    })
  })

  it.each([
    'FailedOperation',
    'FailedOperation.NetDetectTimeOut',
    'InternalError',
    'InternalError.ModuleError',
    'InternalServerError',
    'ServiceUnavailable',
    'UnsupportedOperation.IdempotentParameterMismatch',
    'Some.Thing',
    // Documented for an assign alone: what it would say here nobody knows.
    'ResourceInUse',
  ])('%s → unknown', (code) => {
    expect(refusedWith(write, code)).toMatchObject({ kind: 'unknown', cloudCode: code })
  })
})

describe('accepted', () => {
  it.each([
    ['release', requestId],
    ['move', requestId],
    ['note', undefined],
  ] as const)('%s: the task is %s', (write, taskId) => {
    expect(answered(write, {})).toEqual({ kind: 'accepted', taskId, requestId, httpStatus: 200 })
  })

  it('a list of addresses where none belongs is not taken for ours', () => {
    expect(answered('release', { PrivateIpAddressSet: [{ PrivateIpAddress: '10.0.0.5' }] })).not.toHaveProperty('addresses')
  })

  it.each(changes)('%s: an answer without an id is nobody’s', (write) => {
    const body = JSON.stringify({ Response: {} })
    expect(outcomeOfReply(write, { status: 200, headers: {}, body }, [])).toMatchObject({ kind: 'unknown', cause: 'bad_reply' })
  })
})
