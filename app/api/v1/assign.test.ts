import { rmSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { preflight } from '#lib/schema/assign.ts'
import { eni, eniDetail } from '#lib/schema/eni.ts'
import { operation } from '#lib/schema/operation.ts'
import { page } from '#lib/schema/page.ts'
import { GET as getReady } from '#app/api/health/ready/route.ts'
import { get, nextKey, post } from '#app/api/testing/composed.ts'
import { routeFixture } from '#app/api/testing/fixture.ts'
import { problemOf } from '#app/api/testing/problem-of.ts'
import { POST as preflightAssign } from './enis/[eniId]/private-ips/preflight/route.ts'
import { POST as assign } from './enis/[eniId]/private-ips/route.ts'
import { GET as getEni } from './enis/[eniId]/route.ts'
import { GET as listEnis } from './enis/route.ts'
import { POST as resolve } from './operations/[operationId]/resolution/route.ts'
import { GET as getOperation } from './operations/[operationId]/route.ts'
import { GET as listOperations } from './operations/route.ts'

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

describe('assign: accepted', () => {
  test('202, Location, and the operation is found under it', async () => {
    const answer = await assignTo(web, { ...explicit('10.0.0.200', ' 10.0.0.201 '), reason: 'CHG-1' })
    const accepted = operation.parse(await answer.json())
    expect([answer.status, answer.headers.get('location')]).toEqual([202, `/api/v1/operations/${accepted.id}`])
    expect(accepted).toMatchObject({
      state: 'queued',
      eniId: web,
      vpcId: 'vpc-7t9nf3pu',
      account: 'main',
      region: 'ap-guangzhou',
      actor: 'Ada (demo admin)',
      actorId: 'usr_demo_admin',
      reason: 'CHG-1',
    })
    expect(accepted.addresses.map((address) => address.ip)).toEqual(['10.0.0.200', '10.0.0.201'])
    const read = await get(getOperation, '/x', { operationId: accepted.id })
    expect(operation.parse(await read.json())).toEqual(accepted)
    const again = await get(getOperation, '/x', { operationId: accepted.id }, { 'if-none-match': read.headers.get('etag') ?? '' })
    expect(again.status).toBe(304)
    const list = page(operation).parse(await (await get(listOperations, `/api/v1/operations?eni=${web}&open=1`)).json())
    expect(list.items.map((item) => item.id)).toEqual([accepted.id])
    const detail = eniDetail.parse(await (await get(getEni, '/x', { eniId: web })).json())
    expect(detail.openOperationId).toBe(accepted.id)
  })

  test('more than ten addresses become several steps', async () => {
    const ips = Array.from({ length: 12 }, (_, index) => `10.0.0.${200 + index}`)
    const accepted = operation.parse(await (await assignTo(web, explicit(...ips))).json())
    expect(accepted.steps.map((step) => step.addresses.length)).toEqual([10, 2])
  })

  test('the same key and content is the same operation, also while the cloud is away', async () => {
    const headers = { 'idempotency-key': nextKey() }
    const first = operation.parse(await (await assignTo(web, { mode: 'count', count: 1 }, headers)).json())
    await at.server.parts.inventory.close()
    const second = await assignTo(web, { count: 1, mode: 'count' }, headers)
    expect([second.status, second.headers.get('idempotent-replayed'), operation.parse(await second.json()).id]).toEqual([
      202,
      'true',
      first.id,
    ])
  })

  test('the same key with other content is 422 key_reused and names the operation', async () => {
    const headers = { 'idempotency-key': nextKey() }
    const first = operation.parse(await (await assignTo(web, { mode: 'count', count: 1 }, headers)).json())
    const failure = await problemOf(await assignTo(web, { mode: 'count', count: 2 }, headers))
    expect([failure.status, failure.code, failure.operationId]).toEqual([422, 'key_reused', first.id])
  })

  test('a second operation on the ENI is 409 eni_busy and names the first', async () => {
    const first = operation.parse(await (await assignTo(web, { mode: 'count', count: 1 })).json())
    const failure = await problemOf(await assignTo(web, explicit('10.0.0.200')))
    expect([failure.status, failure.code, failure.operationId]).toEqual([409, 'eni_busy', first.id])
  })

  test('an address that another open operation asked for is 409 address_claimed', async () => {
    const { items } = page(eni).parse(await (await get(listEnis, '/api/v1/enis?subnet=subnet-9rv7pk2x')).json())
    const other = items.find((item) => item.eniId !== web && item.state === 'inuse' && item.privateIps.length < 10)?.eniId ?? ''
    const first = operation.parse(await (await assignTo(web, explicit('10.0.0.200'))).json())
    const failure = await problemOf(await assignTo(other, explicit('10.0.0.201', '10.0.0.200')))
    expect([failure.status, failure.code, failure.operationId, failure.fields?.map((field) => [field.path, field.code])]).toEqual([
      409,
      'address_claimed',
      first.id,
      [['addresses.1.ip', 'claimed']],
    ])
  })
})

describe('preflight', () => {
  test('a verdict per row, suggestions, the exact request, nothing written', async () => {
    const checked = preflight.parse(
      await (await post(preflightAssign, { eniId: web }, explicit('10.0.0.200', '10.0.0.61', 'x'), { 'idempotency-key': '' })).json(),
    )
    expect(checked.verdicts.map((verdict) => verdict.code)).toEqual(['unchecked', 'in_use', 'malformed'])
    expect(checked).toMatchObject({ quota: { used: 2, limit: 30 }, subnet: { cidr: '10.0.0.0/24' }, steps: 1 })
    expect(checked.suggestions).toHaveLength(5)
    expect(checked.suggestions).not.toContain('10.0.0.200')
    expect(checked.request[0]).toMatchObject({
      api: 'v2',
      action: 'AssignPrivateIpAddresses',
      region: 'ap-guangzhou',
      params: { networkInterfaceId: web },
    })
    expect(JSON.stringify(checked)).not.toMatch(/Signature|SecretId|Nonce|Timestamp/)
    await nothingHappened()
  })
})

describe('resolution', () => {
  test('an operation that is not stuck cannot be closed; a reason is required', async () => {
    const { id } = operation.parse(await (await assignTo(web, { mode: 'count', count: 1 })).json())
    expect(await problemOf(await post(resolve, { operationId: id }, { action: 'close', reason: 'x' }))).toMatchObject({
      status: 409,
      code: 'not_resolvable',
    })
    expect(await problemOf(await post(resolve, { operationId: id }, { action: 'close' }))).toMatchObject({
      status: 422,
      fields: [{ path: 'reason', code: 'required' }],
    })
    expect((await post(resolve, { operationId: id }, { action: 'check' })).status).toBe(200)
    expect((await problemOf(await post(resolve, { operationId: 'op-none' }, { action: 'check' }))).code).toBe('not_found')
  })
})

test('a database that is gone is 503 store_failed, and ready says it', async () => {
  rmSync(at.server.dataDir, { recursive: true, force: true })
  const failure = await problemOf(await assignTo(web, { mode: 'count', count: 1 }))
  expect([failure.status, failure.code]).toEqual([503, 'store_failed'])
  const ready = await get(getReady, '/api/health/ready')
  expect([ready.status, await ready.json()]).toMatchObject([503, { status: 'unavailable', database: 'failed' }])
})
