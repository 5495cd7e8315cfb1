/** What each list takes, and what a list of operations finds and says. */
import { describe, expect, test } from 'vitest'
import { operation } from '#lib/schema/operation.ts'
import { page } from '#lib/schema/page.ts'
import { get, patch, post, type Handler } from '#app/api/testing/composed.ts'
import { routeFixture } from '#app/api/testing/fixture.ts'
import { problemOf } from '#app/api/testing/problem-of.ts'
import { POST as assign } from './enis/[eniId]/private-ips/route.ts'
import { GET as listEnis } from './enis/route.ts'
import { GET as getOperation } from './operations/[operationId]/route.ts'
import { GET as listOperations } from './operations/route.ts'
import { GET as listSubnets } from './subnets/route.ts'
import { PATCH as changeUser } from './users/[userId]/route.ts'
import { GET as listVpcs } from './vpcs/route.ts'

const web = 'eni-m6dyj72l'
const at = routeFixture()

const askedFor = async (): Promise<string> =>
  operation.parse(await (await post(assign, { eniId: web }, { mode: 'count', count: 1 })).json()).id
const operations = async (query: string) => page(operation).parse(await (await get(listOperations, `/api/v1/operations?${query}`)).json())

describe('a parameter that a list does not take, or not so, is refused, not ignored', () => {
  test.each<[string, Handler, string]>([
    ['/vpcs?sort=-name', listVpcs, ''],
    ['/vpcs?state=inuse', listVpcs, ''],
    ['/vpcs?subnet=subnet-1', listVpcs, ''],
    ['/subnets?sort=name', listSubnets, ''],
    ['/operations?sort=name', listOperations, ''],
    ['/operations?subnet=subnet-1', listOperations, ''],
    ['/operations?kind=assign,made-up', listOperations, 'kind'],
    ['/operations?kind=,', listOperations, 'kind'],
    ['/operations?state=done', listOperations, 'state'],
    ['/operations?from=yesterday', listOperations, 'from'],
    ['/operations?to=2026-11-22', listOperations, 'to'],
    [`/operations?actor=${'x'.repeat(201)}`, listOperations, 'actor'],
    ['/operations?account=nosuch', listOperations, 'account'],
    ['/operations?region=nosuch', listOperations, 'region'],
    ['/operations?account=main&region=ap-tokyo', listOperations, 'region'],
    ['/vpcs?account=nosuch', listVpcs, 'account'],
    ['/enis?sort=nosuch', listEnis, 'sort'],
  ])('%s', async (path, handler, name) => {
    const failure = await problemOf(await get(handler, `/api/v1${path}`))
    expect([failure.status, failure.code, failure.fields?.map((field) => field.path)]).toEqual([422, 'invalid', [name]])
  })

  test.each<[string, Handler]>([
    ['/vpcs?account=main&region=ap-guangzhou&vpc=vpc-7t9nf3pu&q=prod&limit=5&fresh=1', listVpcs],
    ['/subnets?account=main&region=ap-guangzhou&vpc=vpc-7t9nf3pu&subnet=subnet-4lbtn28q&limit=5', listSubnets],
    ['/enis?region=ap-guangzhou&vpc=vpc-7t9nf3pu&subnet=subnet-4lbtn28q&state=inuse&sort=-name', listEnis],
    [`/operations?account=main&region=ap-guangzhou&vpc=vpc-7t9nf3pu&eni=${web}&state=failed,partial&open=1&q=x&limit=5`, listOperations],
    ['/operations?kind=assign,move&actor=ann&from=2026-11-22T00:00:00Z&to=2026-11-22T08:00:00%2B08:00', listOperations],
  ])('%s is taken', async (path, handler) => expect((await get(handler, `/api/v1${path}`)).status).toBe(200))
})

describe('operations', () => {
  test('of an account that is no longer configured are found by it', async () => {
    await askedFor()
    const { db } = at.server.parts
    await db.kysely.updateTable('operation').set({ account: 'former', region: 'ap-gone' }).execute()
    expect((await operations('account=former')).total).toBe(1)
    expect((await operations('account=former&region=ap-gone')).total).toBe(1)
    expect((await get(listOperations, '/api/v1/operations?account=former&region=ap-guangzhou')).status).toBe(422)
  })

  test('are found by the name of their interface, once it was read', async () => {
    const id = await askedFor()
    await get(listEnis, '/api/v1/enis')
    expect((await operations('q=web-front')).items.map((found) => found.id)).toEqual([id])
    expect((await operations('q=db-')).total).toBe(0)
  })

  test('say what their interface is called, and are another answer when it is called otherwise', async () => {
    const id = await askedFor()
    const { inventory, journal } = at.server.parts
    const first = await get(listOperations, '/api/v1/operations')
    const one = await get(getOperation, '/x', { operationId: id })
    expect(page(operation).parse(await first.json()).items[0]?.eniName).toBe('官网前端 web-front')
    expect((await journal.get(id)).eniName, 'the journal keeps ids alone').toBeUndefined()
    const { eni } = await inventory.findEni(web)
    inventory.observe(eni, { ...eni, name: 'web-2' }, Date.now())
    const known = (answer: Response) => ({ 'if-none-match': answer.headers.get('etag') ?? '' })
    const again = await get(listOperations, '/api/v1/operations', {}, known(first))
    expect([again.status, page(operation).parse(await again.json()).items[0]?.eniName]).toEqual([200, 'web-2'])
    const oneAgain = await get(getOperation, '/x', { operationId: id }, known(one))
    expect([oneAgain.status, operation.parse(await oneAgain.json()).eniName]).toEqual([200, 'web-2'])
    inventory.observe(eni, { gone: web }, Date.now())
    expect((await operations('')).items[0]?.eniName).toBeUndefined()
  })

  test('an ended one is another answer when who asked is called otherwise', async () => {
    const id = await askedFor()
    const one = await get(getOperation, '/x', { operationId: id })
    const list = await get(listOperations, '/api/v1/operations')
    const known = (answer: Response) => ({ 'if-none-match': answer.headers.get('etag') ?? '' })
    const again = async () => [
      (await get(getOperation, '/x', { operationId: id }, known(one))).status,
      (await get(listOperations, '/api/v1/operations', {}, known(list))).status,
    ]
    expect(await again()).toEqual([304, 304])
    expect((await patch(changeUser, { userId: 'usr_demo_admin' }, { name: 'Ada 李伟' })).status).toBe(200)
    expect(await again()).toEqual([200, 200])
    expect((await operations('')).items[0]?.actor).toBe('Ada 李伟')
  })
})
