import { describe, expect, test, vi } from 'vitest'
import { operation } from '#lib/schema/operation.ts'
import { AppError } from '#lib/server/base/errors.ts'
import { GET as getReady } from '#app/api/health/ready/route.ts'
import { get, post } from '#app/api/testing/composed.ts'
import { routeFixture } from '#app/api/testing/fixture.ts'
import { problemOf } from '#app/api/testing/problem-of.ts'
import { POST as preflightAssign } from './enis/[eniId]/private-ips/preflight/route.ts'
import { POST as assign } from './enis/[eniId]/private-ips/route.ts'
import { GET as listEnis } from './enis/route.ts'
import { POST as resolve } from './operations/[operationId]/resolution/route.ts'
import { GET as listVpcs } from './vpcs/route.ts'

const web = 'eni-m6dyj72l'
const at = routeFixture()

const assignTo = (eniId: string, body: unknown, headers: Record<string, string> = {}, query = '') =>
  post(assign, { eniId }, body, headers, query)
const explicit = (...ips: string[]) => ({ mode: 'explicit', addresses: ips.map((ip) => ({ ip })) })

/** Nothing was written and nothing was sent. */
const nothingHappened = async () => {
  expect((await at.server.parts.journal.list({})).total).toBe(0)
  expect((await at.control.ledger()).filter((row) => row.action === 'AssignPrivateIpAddresses')).toEqual([])
}

describe('assign: refused, and nothing is written or sent', () => {
  const row = 'addresses.0.ip'
  const full = { ENI_IP_QUOTA: `${web}=3` }
  const cases: [string, unknown, number, string, [string, string][] | undefined, Record<string, string>?][] = [
    ['malformed', explicit('10.0.0'), 422, 'invalid', [[row, 'malformed']]],
    ['leading zero', explicit('10.0.0.010'), 422, 'invalid', [[row, 'malformed']]],
    ['IPv6', explicit('fd00::1'), 422, 'invalid', [[row, 'ipv6']]],
    ['outside the subnet', explicit('10.9.0.5'), 422, 'invalid', [[row, 'outside_subnet']]],
    ['the network address', explicit('10.0.0.0'), 422, 'invalid', [[row, 'reserved']]],
    ['the gateway', explicit('10.0.0.1'), 422, 'invalid', [[row, 'reserved']]],
    ['the broadcast address', explicit('10.0.0.255'), 422, 'invalid', [[row, 'reserved']]],
    ['twice', explicit('10.0.0.200', '10.0.0.200'), 422, 'invalid', [['addresses.1.ip', 'duplicate']]],
    ['on this ENI', explicit('10.0.0.60'), 422, 'invalid', [[row, 'on_this_eni']]],
    ['on another ENI', explicit('10.0.0.61'), 422, 'invalid', [[row, 'in_use']]],
    ['no address', explicit(), 422, 'invalid', [['addresses', 'too_small']]],
    [
      '201 addresses',
      explicit(...Array.from({ length: 201 }, (_, index) => `10.0.0.${index}`)),
      422,
      'invalid',
      [['addresses', 'too_big']],
    ],
    ['over quota', explicit('10.0.0.200', '10.0.0.201'), 422, 'invalid', [['addresses.1.ip', 'over_quota']], full],
    ['a count over quota', { mode: 'count', count: 2 }, 422, 'invalid', [['count', 'over_quota']], full],
    ['count 0', { mode: 'count', count: 0 }, 422, 'invalid', [['count', 'too_small']]],
    ['count −1', { mode: 'count', count: -1 }, 422, 'invalid', [['count', 'too_small']]],
    ['count 1.5', { mode: 'count', count: 1.5 }, 422, 'invalid', [['count', 'invalid_type']]],
    ['count 10^9', { mode: 'count', count: 1e9 }, 422, 'invalid', [['count', 'too_big']]],
    ['count as text', { mode: 'count', count: '2' }, 422, 'invalid', [['count', 'invalid_type']]],
    ['both modes', { mode: 'count', count: 1, addresses: [{ ip: '10.0.0.200' }] }, 422, 'invalid', [['', 'unrecognized_keys']]],
    ['neither mode', {}, 422, 'invalid', [['mode', 'invalid_union']]],
    ['an array', [], 422, 'invalid', [['', 'invalid_type']]],
    ['a prototype', '{"mode":"count","count":1,"__proto__":{"x":1}}', 422, 'invalid', [['', 'unrecognized_keys']]],
    ['a reason that is too long', { mode: 'count', count: 1, reason: 'x'.repeat(201) }, 422, 'invalid', [['reason', 'too_big']]],
    [
      'two primaries',
      {
        mode: 'explicit',
        addresses: [
          { ip: '10.0.0.200', primary: true },
          { ip: '10.0.0.201', primary: true },
        ],
        sendPrimaryAnyway: true,
      },
      422,
      'invalid',
      [
        ['addresses.0.primary', 'two_primaries'],
        ['addresses.1.primary', 'two_primaries'],
      ],
    ],
    [
      'a primary without the confirmation',
      { mode: 'explicit', addresses: [{ ip: '10.0.0.200', primary: true }] },
      422,
      'primary_exists',
      [['addresses.0.primary', 'primary_exists']],
    ],
    ['not JSON', '{"mode":', 400, 'bad_json', undefined],
    ['no body', '', 400, 'bad_json', undefined],
    ['over 64 KiB', JSON.stringify({ mode: 'count', count: 1, reason: 'x'.repeat(70_000) }), 413, 'too_large', undefined],
  ]
  test.each(cases)('%s', async (_, body, status, code, fields, env) => {
    if (env) {
      await at.recompose(env)
    }
    const failure = await problemOf(await assignTo(web, body))
    expect([failure.status, failure.code, failure.fields?.map((field) => [field.path, field.code])]).toEqual([status, code, fields])
    await nothingHappened()
  })

  test('who has the address is said', async () => {
    const failure = await problemOf(await assignTo(web, explicit('10.0.0.61')))
    expect(failure.fields?.[0]?.params).toMatchObject({ holder: { eniName: '官网前端 web-front-02', instanceId: 'ins-8mz2web2' } })
  })
  test('the present primary is named', async () => {
    const failure = await problemOf(await assignTo(web, { mode: 'explicit', addresses: [{ ip: '10.0.0.200', primary: true }] }))
    expect(failure.params).toEqual({ ip: '10.0.0.4' })
  })
  test('with the confirmation it is accepted as it is', async () => {
    const answer = await assignTo(web, { mode: 'explicit', addresses: [{ ip: '10.0.0.200', primary: true }], sendPrimaryAnyway: true })
    expect(operation.parse(await answer.json()).addresses).toEqual([{ ip: '10.0.0.200', primary: true, outcome: 'pending' }])
  })

  const headerCases: [string, Record<string, string>, number, string][] = [
    ['no key', { 'idempotency-key': '' }, 400, 'key_missing'],
    ['a key of 19 characters', { 'idempotency-key': 'x'.repeat(19) }, 400, 'key_missing'],
    ['a key of 256 characters', { 'idempotency-key': 'x'.repeat(256) }, 400, 'key_missing'],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'not_json'],
    ['plain text', { 'content-type': 'text/plain' }, 415, 'not_json'],
    ['no Origin', { origin: '' }, 403, 'cross_site'],
    ['Origin null', { origin: 'null' }, 403, 'cross_site'],
    ['a foreign Origin', { origin: 'http://evil.example' }, 403, 'cross_site'],
    ['another port', { origin: 'http://127.0.0.1:3001' }, 403, 'cross_site'],
    ['another scheme', { origin: 'https://127.0.0.1:3000' }, 403, 'cross_site'],
    ['Sec-Fetch-Site cross-site, our Origin', { 'sec-fetch-site': 'cross-site' }, 403, 'cross_site'],
    ['Sec-Fetch-Site same-site', { 'sec-fetch-site': 'same-site' }, 403, 'cross_site'],
    ['Sec-Fetch-Site none', { 'sec-fetch-site': 'none' }, 403, 'cross_site'],
  ]
  test.each(headerCases)('%s', async (_, headers, status, code) => {
    const failure = await problemOf(await assignTo(web, { mode: 'count', count: 1 }, headers))
    expect([failure.status, failure.code]).toEqual([status, code])
    await nothingHappened()
  })
  test('Sec-Fetch-Site same-origin alone is enough', async () => {
    expect((await assignTo(web, { mode: 'count', count: 1 }, { origin: '', 'sec-fetch-site': 'same-origin' })).status).toBe(202)
  })

  test('a read-only server', async () => {
    await at.recompose({}, { writesAllowed: false })
    expect(await problemOf(await assignTo(web, { mode: 'count', count: 1 }))).toMatchObject({ status: 403, code: 'read_only' })
    expect(await problemOf(await post(resolve, { operationId: 'op-1' }, { action: 'check' }))).toMatchObject({
      status: 403,
      code: 'read_only',
    })
    expect((await post(preflightAssign, { eniId: web }, { mode: 'count', count: 1 })).status).toBe(200)
    await nothingHappened()
  })

  test('an unknown ENI, region, account', async () => {
    expect(await problemOf(await assignTo('eni-nowhere1', { mode: 'count', count: 1 }))).toMatchObject({ status: 404, code: 'not_found' })
    for (const [query, path] of [
      ['?region=ap-nowhere', 'region'],
      ['?account=nobody', 'account'],
    ] as const)
      expect(await problemOf(await assignTo(web, { mode: 'count', count: 1 }, {}, query))).toMatchObject({
        status: 422,
        code: 'invalid',
        fields: [{ path, code: 'unknown' }],
      })
    expect(await problemOf(await assignTo(web, { mode: 'count', count: 1 }, {}, '?region=ap-shanghai'))).toMatchObject({
      status: 404,
      code: 'not_found',
    })
    await nothingHappened()
  })
  test('an unknown VPC lists nothing and says so', async () => {
    expect((await problemOf(await get(listEnis, '/api/v1/enis?vpc=vpc-nowhere1'))).code).toBe('not_found')
  })

  test('an unreachable cloud is 503, and nothing is written', async () => {
    await at.recompose({ CLOUD_ENDPOINT: 'http://127.0.0.1:1' })
    const failure = await problemOf(await assignTo(web, { mode: 'count', count: 1 }))
    expect([failure.status, failure.code]).toEqual([503, 'cloud_unreachable'])
    expect((await at.server.parts.journal.list({})).total).toBe(0)
    expect(await (await get(getReady, '/api/health/ready')).json()).toMatchObject({ status: 'degraded', database: 'ok' })
  })
  test('a wrong key is 503 cloud_refused with the cause', async () => {
    await at.recompose({ TENCENTCLOUD_SECRET_KEY: 'wrong' })
    const answer = await get(listVpcs, '/api/v1/vpcs')
    expect(await problemOf(answer)).toMatchObject({ status: 503, code: 'cloud_refused', params: { cause: 'auth_failed' } })
  })
})

test('an ENI id that two regions have is 409 with the choices', async () => {
  // The emulator has every id once; that the inventory finds both is tested there.
  const choices = ['ap-guangzhou', 'ap-shanghai'].map((region) => ({ account: 'main', region }))
  vi.spyOn(at.server.parts.inventory, 'findEni').mockRejectedValue(new AppError('ambiguous', { choices }))
  expect(await problemOf(await assignTo(web, { mode: 'count', count: 1 }))).toMatchObject({ status: 409, code: 'ambiguous', choices })
  await nothingHappened()
})
