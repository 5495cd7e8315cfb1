import { describe, expect, it } from 'vitest'
import { meaningOf, meanings } from './codes.ts'
import { outcomeOfReply } from './outcome.ts'

const secrets = ['s3cret/Key+value', 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE', undefined]
const requestId = 'f23d1450-ed00-4442-98d4-be409e625e6c'
const reply = (body: unknown, status = 200) =>
  outcomeOfReply('assign', { status, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body) }, secrets)
const error = (code: string, message = 'why') => reply({ Response: { Error: { Code: code, Message: message }, RequestId: requestId } })

describe('accepted', () => {
  const address = (ip: string) => ({ PrivateIpAddress: ip, Primary: false, State: 'PENDING' })
  it.each([
    ['one address', [address('172.16.32.237')], ['172.16.32.237']],
    ['two', [address('10.0.0.5'), address('10.0.0.6')], ['10.0.0.5', '10.0.0.6']],
    ['none named', [], undefined],
    ['null for none', null, undefined],
  ])('%s; the task is the request itself', (_name, set, addresses) => {
    expect(reply({ Response: { PrivateIpAddressSet: set, RequestId: requestId } })).toEqual({
      kind: 'accepted',
      taskId: requestId,
      requestId,
      addresses,
      httpStatus: 200,
    })
  })
})

/** Every code that the vendor lists for the actions of this product that we know, and every common one. */
const listed: Record<'refused' | 'retry' | 'busy' | 'in_use' | 'unknown', string> = {
  refused: `
    AuthFailure.InvalidAuthorization AuthFailure.InvalidSecretId AuthFailure.MFAFailure AuthFailure.SecretIdNotFound
    AuthFailure.SignatureExpire AuthFailure.SignatureFailure AuthFailure.TokenFailure AuthFailure.UnauthorizedOperation
    ActionOffline DryRunOperation InvalidAction InvalidParameter InvalidParameterValue InvalidRequest IpInBlacklist IpNotInWhitelist
    LimitExceeded MissingParameter NoSuchProduct NoSuchVersion RequestSizeLimitExceeded ResourceInsufficient ResourceNotFound
    UnauthorizedOperation UnknownParameter UnsupportedOperation UnsupportedProtocol UnsupportedRegion
    InvalidParameterValue.DuplicatePara InvalidParameterValue.LimitExceeded InvalidParameterValue.Malformed InvalidParameterValue.Range
    InvalidParameterValue.Reserved InvalidParameterValue.TooLong InvalidParameterValue.NotUtf8EncodingError InvalidParameterValue.Empty
    InvalidParameterValue.ParameterMismatch InvalidParameter.Coexist InvalidParameter.FilterInvalidKey InvalidParameter.FilterNotDict
    InvalidParameter.FilterValuesNotList InvalidInstanceId.NotFound ResourceInsufficient.Subnet
    LimitExceeded.NetworkInterfaceLimitExceeded UnsupportedOperation.InvalidState UnsupportedOperation.ResourceMismatch
    UnsupportedOperation.AttachmentNotFound UnsupportedOperation.PrimaryIp UnsupportedOperation.AppIdMismatch
    UnsupportedOperation.EniNotSupportTerminationProtection UnsupportedOperation.SubEniNotSupportTrunking
    UnsupportedOperation.AttachmentAlreadyExists UnsupportedOperation.ResourceIsInvalidState
    UnsupportedOperation.UnsupportedInstanceFamily UnsupportedOperation.VpcMismatch UnsupportedOperation.ZoneMismatch
    UnsupportedOperation.InstanceAssociateHavip UnauthorizedOperation.AttachmentNotFound UnauthorizedOperation.PrimaryIp
    InvalidParameterValue.TagDuplicateKey LimitExceeded.TagQuotaExceeded UnsupportedOperation.TagSystemReservedTagKey`,
  retry: `
    RequestLimitExceeded RequestLimitExceeded.GlobalRegionUinLimitExceeded RequestLimitExceeded.IPLimitExceeded
    RequestLimitExceeded.UinLimitExceeded LimitExceeded.ActionLimited`,
  busy: 'UnsupportedOperation.MutexOperationTaskRunning UnsupportedOperation.IdempotentProcessing',
  in_use: 'ResourceInUse',
  unknown: `
    FailedOperation FailedOperation.NetDetectTimeOut InternalError InternalError.ModuleError InternalServerError
    UnsupportedOperation.IdempotentParameterMismatch ServiceUnavailable ResourceUnavailable ResponseSizeLimitExceeded`,
}
const rows = Object.entries(listed).flatMap(([expected, codes]) =>
  codes
    .trim()
    .split(/\s+/)
    .map((code) => [code, expected] as const),
)

describe('by code', () => {
  it.each(rows)('%s → %s', (code, expected) => {
    const outcome = error(code)
    expect(outcome).toMatchObject(
      expected === 'retry'
        ? { kind: 'refused', retry: true }
        : expected === 'refused'
          ? { kind: 'refused', retry: false }
          : { kind: expected },
    )
    expect(outcome).toMatchObject({ cloudCode: code, cloudMessage: 'why', requestId })
    // A listed code is one that we have words for.
    expect(outcome).not.toMatchObject({ cause: 'unknown_code' })
  })

  it('the table holds nothing that this test does not ask for', () => {
    expect([...meanings.keys()].filter((code) => !rows.some(([known]) => known === code))).toEqual([])
  })

  it.each([
    '',
    'Some.Thing',
    'UnsupportedOperation.NewOne',
    'InvalidParameterValue.NewOne',
    'LimitExceeded.NewOne',
    'ResourceInUse.NewOne',
  ])('%o, which nobody knows → unknown', (code) => {
    expect(error(code)).toMatchObject({ kind: 'unknown' })
  })

  it.each([
    ['ResourceNotFound', 'eni_not_found'],
    ['InvalidParameterValue.Range', 'address_outside_subnet'],
    ['InvalidParameterValue.Reserved', 'address_reserved'],
    ['InvalidParameterValue.DuplicatePara', 'address_duplicate'],
    ['LimitExceeded', 'quota_exceeded'],
    ['ResourceInsufficient.Subnet', 'subnet_full'],
    ['UnauthorizedOperation.PrimaryIp', 'address_is_primary'],
    ['AuthFailure.SignatureExpire', 'clock_skew'],
    ['AuthFailure.TokenFailure', 'token_invalid'],
    ['UnauthorizedOperation', 'forbidden'],
    ['LimitExceeded.ActionLimited', 'rate_limited'],
    ['ResourceInUse', 'address_in_use'],
    ['UnsupportedOperation.MutexOperationTaskRunning', 'eni_busy'],
  ])('%s says %s', (code, cause) => {
    expect(error(code)).toMatchObject({ cause })
  })

  it('what is missing depends on what was asked for', () => {
    expect(meaningOf('ResourceNotFound', 'DescribeVpcTaskResult').cause).toBe('not_found')
    expect(meaningOf('ResourceNotFound', 'DescribeUsedIpAddress').cause).toBe('vpc_not_found')
  })
})

describe('unknown', () => {
  it.each([
    ['an error without a request id', { Response: { Error: { Code: 'LimitExceeded', Message: 'no' } } }],
    ['a success without one', { Response: { PrivateIpAddressSet: [] } }],
    ['addresses that are none', { Response: { PrivateIpAddressSet: [{ Ip: 1 }], RequestId: requestId } }],
    ['no envelope', { hello: 1 }],
    ['an empty envelope', { Response: null }],
    ['the envelope of v2', { code: 4000, message: 'no', codeDesc: 'InvalidParameter' }],
    ['null', 'null'],
    ['a list', '[]'],
    ['empty body', ''],
    ['cut body', '{"Response":{"Error":{"Code":"LimitExceeded","Mess'],
    ['HTML', '<html><body>502 Bad Gateway</body></html>'],
  ])('%s', (_name, body) => {
    expect(reply(body)).toMatchObject({ kind: 'unknown', cause: 'bad_reply' })
  })

  it.each([
    [502, '<html>', 'unavailable'],
    [503, JSON.stringify({ Response: { Error: { Code: 'LimitExceeded', Message: 'no' }, RequestId: requestId } }), 'unavailable'],
    [302, '', 'bad_reply'],
    [403, JSON.stringify({ Response: { Error: { Code: 'UnauthorizedOperation', Message: 'no' }, RequestId: requestId } }), 'bad_reply'],
  ])('HTTP %i, even around an envelope', (status, body, cause) => {
    expect(reply(body, status)).toMatchObject({ kind: 'unknown', cause, httpStatus: status })
  })
})

it('masks our secrets and every key id that the cloud echoes, in text and code', () => {
  const outcome = error(`AuthFailure.${secrets[1]}`, `SecretId ${secrets[1]} with ${secrets[0]} near AKIDsomebodyElses12345`)
  expect(outcome.cloudMessage).toBe('SecretId *** with *** near AKID***')
  for (const secret of ['s3cret', 'AKIDz8', 'AKIDsome']) expect(JSON.stringify(outcome)).not.toContain(secret)
})
