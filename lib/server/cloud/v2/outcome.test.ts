import { describe, expect, it } from 'vitest'
import { outcomeOfFailure } from '#lib/server/cloud/code-class.ts'
import { TransportError } from '#lib/server/cloud/transport.ts'
import { outcomeOfReply } from './outcome.ts'

const secrets = ['s3cret/Key+value', 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE', undefined]
const reply = (body: unknown, status = 200) =>
  outcomeOfReply('assign', { status, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body) }, secrets)

describe('accepted', () => {
  it.each([
    ['newer shape', { code: 0, message: '', codeDesc: 'Success', data: { taskId: 16284 } }, '16284'],
    ['older shape', { code: '0', message: '', taskId: 16284 }, '16284'],
    ['id as text', { code: 0, data: { taskId: '16284' } }, '16284'],
    ['PHP empty list for data', { code: 0, message: '', data: [] }, undefined],
    ['no id at all', { code: 0, message: '', codeDesc: 'Success' }, undefined],
  ])('%s', (_name, body, taskId) => {
    expect(reply(body)).toMatchObject({ kind: 'accepted', taskId })
  })
})

describe('refused by number', () => {
  it.each([
    [4000, 'invalid_parameter'],
    [4100, 'auth_failed'],
    [4101, 'forbidden'],
    [4102, 'forbidden'],
    [4103, 'forbidden'],
    [4104, 'auth_failed'],
    [4105, 'token_invalid'],
    [4106, 'forbidden'],
    [4107, 'forbidden'],
    [4108, 'forbidden'],
    [4109, 'forbidden'],
    [4110, 'forbidden'],
    [4200, 'clock_skew'],
    [4300, 'account_blocked'],
    [4600, 'https_required'],
    [5000, 'not_found'],
    [5500, 'account_blocked'],
    [6100, 'unsupported'],
  ])('%i → %s for good, as number and as text', (code, cause) => {
    expect(reply({ code, message: 'no' })).toMatchObject({
      kind: 'refused',
      cause,
      retry: false,
      cloudCode: String(code),
      cloudMessage: 'no',
    })
    expect(reply({ code: String(code), message: 'no' })).toMatchObject({ kind: 'refused', cause, retry: false })
  })

  it('4400 may be tried again', () => {
    expect(reply({ code: 4400, message: '超过配额' })).toMatchObject({ kind: 'refused', cause: 'rate_limited', retry: true })
  })
})

describe('by symbol, whatever the number', () => {
  it.each([
    ['InvalidVpc.NotFound', 'refused', 'vpc_not_found'],
    ['InvalidSubnet.NotFound', 'refused', 'subnet_not_found'],
    ['InvalidNetworkInterface.NotFound', 'refused', 'eni_not_found'],
    ['InvalidPrivateip.IsPrimary', 'refused', 'address_is_primary'],
    ['LimitExceeded', 'refused', 'quota_exceeded'],
    ['ResourceInsufficient', 'refused', 'subnet_full'],
    ['AuthFailure', 'refused', 'auth_failed'],
    ['InvalidParameter', 'refused', 'invalid_parameter'],
    ['InvalidPrivateIpAddress.InUse', 'in_use', 'address_in_use'],
    ['ActionLocked', 'busy', 'eni_busy'],
    ['ServiceUnavailable', 'unknown', 'unavailable'],
    ['InternalError.ModuleError', 'unknown', 'unavailable'],
    ['FailedOperation.NetDetectTimeOut', 'unknown', 'operation_failed'],
  ])('%s → %s %s', (codeDesc, kind, cause) => {
    for (const code of [5100, -3047, 10001, '5100'])
      expect(reply({ code, message: 'why', codeDesc })).toMatchObject({ kind, cause, cloudCode: codeDesc })
  })
})

describe('unknown', () => {
  it.each([
    ['4500 replay', { code: 4500, message: '', codeDesc: 'ReplayAttack' }, 'clock_skew'],
    ['5100', { code: 5100, message: '(100004)projectIdIncorrect' }, 'operation_failed'],
    ['5400 partly done', { code: 5400, message: '' }, 'operation_failed'],
    ['6000', { code: 6000, message: '' }, 'unavailable'],
    ['6200', { code: 6200, message: '' }, 'unavailable'],
    ['a number nobody knows', { code: 5200, message: '' }, 'unknown_code'],
    ['a negative number', { code: -3001, message: '', codeDesc: 'InvalidInputParams' }, 'unknown_code'],
    ['a symbol nobody knows', { code: 7777, message: '', codeDesc: 'Some.Thing' }, 'unknown_code'],
    ['success and failure at once', { code: 0, message: '', codeDesc: 'LimitExceeded' }, 'bad_reply'],
    ['no envelope', { hello: 1 }, 'bad_reply'],
    ['v3 envelope', { Response: { Error: { Code: 'LimitExceeded', Message: '' }, RequestId: 'x' } }, 'bad_reply'],
    ['code without a number in it', { code: 'oops' }, 'bad_reply'],
    ['null', 'null', 'bad_reply'],
    ['a list', '[]', 'bad_reply'],
    ['empty body', '', 'bad_reply'],
    ['cut body', '{"code":0,"message":"","codeDe', 'bad_reply'],
    ['HTML', '<html><body>502 Bad Gateway</body></html>', 'bad_reply'],
  ])('%s', (_name, body, cause) => {
    expect(reply(body)).toMatchObject({ kind: 'unknown', cause })
  })

  it.each([
    [502, '<html>', 'unavailable'],
    [503, JSON.stringify({ code: 4000, message: 'no' }), 'unavailable'],
    [302, '', 'bad_reply'],
    [403, JSON.stringify({ code: 4100, message: 'no' }), 'bad_reply'],
  ])('HTTP %i, even around an envelope', (status, body, cause) => {
    expect(reply(body, status)).toMatchObject({ kind: 'unknown', cause, httpStatus: status })
  })
})

describe('without an answer', () => {
  it.each([
    ['refused', 'unreachable'],
    ['dns', 'unreachable'],
    ['tls', 'unreachable'],
    ['reset', 'unreachable'],
    ['timeout', 'timeout'],
    ['aborted', 'timeout'],
    ['too_late', 'too_late'],
  ] as const)('%s before the first byte → not sent, %s', (reason, cause) => {
    expect(outcomeOfFailure(new TransportError(reason, false))).toEqual({ kind: 'not_sent', cause })
  })
  it.each([
    ['timeout', 'timeout'],
    ['aborted', 'timeout'],
    ['reset', 'unreachable'],
    ['cut', 'bad_reply'],
  ] as const)('%s after it → unknown, %s', (reason, cause) => {
    expect(outcomeOfFailure(new TransportError(reason, true))).toEqual({ kind: 'unknown', cause })
  })
  it('an error of another kind → unknown', () => {
    expect(outcomeOfFailure(new TypeError('slip'))).toMatchObject({ kind: 'unknown' })
  })
})

it('masks our secrets and every key id that the cloud echoes, in text and code', () => {
  const message = `SecretId ${secrets[1]} with ${secrets[0]} and ${encodeURIComponent(secrets[0] ?? '')} near AKIDsomebodyElses12345`
  const outcome = reply({ code: 4100, message, codeDesc: `Auth.${secrets[1]}` })
  const text = JSON.stringify(outcome)
  expect(outcome.cloudMessage).toBe('SecretId *** with *** and *** near AKID***')
  for (const secret of ['s3cret', 'AKIDz8', 'AKIDsome']) expect(text).not.toContain(secret)
})

it('keeps a long text of the cloud short', () => {
  expect(reply({ code: 4000, message: 'x'.repeat(5000) }).cloudMessage).toHaveLength(501)
})
