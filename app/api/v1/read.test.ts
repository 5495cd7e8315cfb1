import { describe, expect, test } from 'vitest'
import { eni, eniDetail } from '#lib/schema/eni.ts'
import { page } from '#lib/schema/page.ts'
import { searchResult } from '#lib/schema/search.ts'
import { GET as getReady } from '#app/api/health/ready/route.ts'
import { get } from '#app/api/testing/composed.ts'
import { routeFixture } from '#app/api/testing/fixture.ts'
import { problemOf } from '#app/api/testing/problem-of.ts'
import { GET as getEni } from './enis/[eniId]/route.ts'
import { GET as listEnis } from './enis/route.ts'
import { GET as getOperation } from './operations/[operationId]/route.ts'
import { GET as search } from './search/route.ts'

const web = 'eni-m6dyj72l'
routeFixture()

describe('reading', () => {
  test('ENIs come in pages and parse as the contract says', async () => {
    const first = page(eni).parse(await (await get(listEnis, '/api/v1/enis?limit=20&vpc=vpc-7t9nf3pu')).json())
    const rest = page(eni).parse(
      await (await get(listEnis, `/api/v1/enis?limit=200&vpc=vpc-7t9nf3pu&cursor=${first.nextCursor ?? ''}`)).json(),
    )
    expect(first.items).toHaveLength(20)
    expect(first.items.length + rest.items.length).toBe(first.total)
    expect(new Set([...first.items, ...rest.items].map((item) => item.eniId)).size).toBe(first.total)
  })

  test('an unchanged list is 304', async () => {
    const first = await get(listEnis, '/api/v1/enis?vpc=vpc-7t9nf3pu')
    const etag = first.headers.get('etag') ?? ''
    expect(first.headers.get('cache-control')).toBe('private, no-cache')
    expect(first.headers.get('vary')).toBe('Cookie, Authorization')
    const second = await get(listEnis, '/api/v1/enis?vpc=vpc-7t9nf3pu', {}, { 'if-none-match': etag })
    expect([second.status, await second.text()]).toEqual([304, ''])
  })

  test('one ENI with its VPC and subnet', async () => {
    const detail = eniDetail.parse(await (await get(getEni, `/api/v1/enis/${web}`, { eniId: web })).json())
    expect(detail).toMatchObject({
      eni: { eniId: web, quota: { used: 2, limit: 30 } },
      vpc: { vpcId: 'vpc-7t9nf3pu' },
      subnet: { cidr: '10.0.0.0/24' },
    })
  })

  test('search finds an address in every VPC that has it', async () => {
    const found = searchResult.parse(await (await get(search, '/api/v1/search?q=10.0.0.4')).json())
    expect(found.items.map((item) => [item.eni.eniId, item.ip])).toContainEqual([web, '10.0.0.4'])
    expect(found.searched).toHaveLength(2)
  })

  test.each([
    ['/api/v1/enis?limit=0', 'limit'],
    ['/api/v1/enis?limit=201', 'limit'],
    ['/api/v1/enis?limit=x', 'limit'],
    ['/api/v1/enis?vpc=a&vpc=b', 'vpc'],
    ['/api/v1/enis?q=' + 'x'.repeat(201), 'q'],
  ])('%s is 422 and names the parameter', async (url, name) => {
    const failure = await problemOf(await get(listEnis, url))
    expect([failure.code, failure.fields?.map((field) => field.path)]).toEqual(['invalid', [name]])
  })
  test('an unknown parameter is 422', async () => expect((await problemOf(await get(listEnis, '/api/v1/enis?vcp=x'))).code).toBe('invalid'))
  test('an empty parameter is none', async () => expect((await get(listEnis, '/api/v1/enis?vpc=&q=')).status).toBe(200))
  test('a foreign cursor is 400', async () =>
    expect((await problemOf(await get(listEnis, '/api/v1/enis?cursor=zzz'))).code).toBe('bad_cursor'))
  test('an unknown ENI is 404', async () =>
    expect((await problemOf(await get(getEni, '/x', { eniId: 'eni-nowhere1' }))).code).toBe('not_found'))
  test('an unknown operation is 404', async () =>
    expect((await problemOf(await get(getOperation, '/x', { operationId: 'op-1' }))).code).toBe('not_found'))
  test('ready names the database and each region', async () => {
    expect(await (await get(getReady, '/api/health/ready')).json()).toMatchObject({
      status: 'ok',
      database: 'ok',
      cloud: [{ region: 'ap-guangzhou' }, { region: 'ap-shanghai' }],
    })
  })
})
