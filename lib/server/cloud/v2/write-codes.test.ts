/** The symbols that the vendor's pages list for releasing and moving, and what follows from each; and what they do not list. */
import { describe, expect, it } from 'vitest'
import { outcomeOfReply } from './outcome.ts'

const answered = (write: 'release' | 'move', body: object) =>
  outcomeOfReply(write, { status: 200, headers: {}, body: JSON.stringify(body) }, [])

describe.each(['release', 'move'] as const)('%s', (write) => {
  it.each([
    ['InvalidVpc.NotFound', 'refused', 'vpc_not_found'],
    ['InvalidNetworkInterface.NotFound', 'refused', 'eni_not_found'],
    ['InvalidPrivateip.IsPrimary', 'refused', 'address_is_primary'],
    ['ActionLocked', 'busy', 'eni_busy'],
    ['ServiceUnavailable', 'unknown', 'unavailable'],
    // Listed for an assign alone: what it would say here nobody knows.
    ['InvalidPrivateIpAddress.InUse', 'unknown', 'address_in_use'],
    ['InvalidPrivateIp.Whatever', 'unknown', 'operation_failed'],
  ])('%s → %s %s', (codeDesc, kind, cause) => {
    expect(answered(write, { code: 5100, message: 'why', codeDesc })).toMatchObject({
      kind,
      cause,
      cloudCode: codeDesc,
      cloudMessage: 'why',
    })
  })

  it.each([
    [4000, { kind: 'refused', cause: 'invalid_parameter', retry: false }],
    [4400, { kind: 'refused', cause: 'rate_limited', retry: true }],
    [4500, { kind: 'unknown', cause: 'clock_skew' }],
    [5000, { kind: 'refused', cause: 'not_found', retry: false }],
    [5100, { kind: 'unknown', cause: 'operation_failed' }],
    [5400, { kind: 'unknown', cause: 'operation_failed' }],
    [6000, { kind: 'unknown', cause: 'unavailable' }],
    [6200, { kind: 'unknown', cause: 'unavailable' }],
  ])('the number %i alone', (code, expected) => {
    expect(answered(write, { code, message: 'why' })).toMatchObject(expected)
  })

  it.each([
    ['newer shape', { code: 0, message: '', codeDesc: 'Success', data: { taskId: 16284 } }, '16284'],
    // The page of the move still prints this one.
    ['older shape', { code: '0', message: '', taskId: 16284 }, '16284'],
    ['no task named', { code: 0, message: '' }, undefined],
  ])('accepted, %s', (_name, body, taskId) => {
    expect(answered(write, body)).toMatchObject({ kind: 'accepted', taskId })
  })
})
