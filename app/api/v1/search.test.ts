/** What a search answers beside who has something: what was done with an address. */
import { describe, expect, test } from 'vitest'
import { get, post } from '#app/api/testing/composed.ts'
import { routeFixture } from '#app/api/testing/fixture.ts'
import { operation } from '#lib/schema/operation.ts'
import { searchResult } from '#lib/schema/search.ts'
import { search as searchFor } from '#lib/server/enis/search.ts'
import { partsFor } from '#lib/server/parts-for.ts'
import { POST as assign } from './enis/[eniId]/private-ips/route.ts'
import { GET as search } from './search/route.ts'

const web = 'eni-m6dyj72l'
const at = routeFixture()
const found = async (q: string) => searchResult.parse(await (await get(search, `/api/v1/search?q=${q}`)).json())
/** The worker is not there to do it. */
const assigned = async (ip: string) => {
  const asked = operation.parse(
    await (await post(assign, { eniId: web }, { mode: 'explicit', addresses: [{ ip, primary: false }] })).json(),
  )
  await at.server.parts.db.kysely.updateTable('operation_address').set({ outcome: 'done' }).where('operation_id', '=', asked.id).execute()
  return asked
}

test('an address comes with what was done with it, by the name that people know', async () => {
  const { id, actor } = await assigned('10.0.0.199')
  expect((await found('10.0.0.199')).past).toMatchObject([
    {
      account: 'main',
      region: 'ap-guangzhou',
      vpcId: 'vpc-7t9nf3pu',
      ip: '10.0.0.199',
      changes: [{ operationId: id, kind: 'assign', outcome: 'done', eniId: web, actor }],
    },
  ])
  // Of what is no address nothing was done with an address.
  expect((await found(web)).past).toEqual([])
})

test('a public address comes with what was done with the private one that it is bound to', async () => {
  const { id } = await assigned('10.0.0.199')
  const { db } = at.server.parts
  await db.kysely.updateTable('operation_address').set({ ip: 0x0a00003c }).where('operation_id', '=', id).execute()
  const { items, past } = await found('119.29.51.60')
  expect(items.map(({ ip }) => ip)).toEqual(['10.0.0.60'])
  expect(past.map(({ ip, changes }) => [ip, changes.length])).toEqual([['10.0.0.60', 1]])
})

test('what was done in an account of others is not told', async () => {
  await assigned('10.0.0.199')
  const seenBy = (account: string) => searchFor(partsFor({ grants: [{ role: 'viewer', accounts: [account] }] }), '10.0.0.199')
  expect((await seenBy('main')).past).toHaveLength(1)
  expect((await seenBy('another')).past).toEqual([])
})

describe('where an address lies that no interface has', () => {
  const said = async (ip: string) =>
    (await found(ip)).subnets.map(({ subnetId, vpcName, verdict }) => {
      const { code, holder } = verdict ?? {}
      return [subnetId, vpcName, code, holder?.resourceId ?? holder?.eniId].filter(Boolean).join(' ')
    })

  test('API v2 cannot say whether something else has it, and what the subnet keeps is never free', async () => {
    expect(await said('10.0.0.199')).toEqual(['subnet-7stgweb1 staging-payments unchecked', 'subnet-9rv7pk2x 生产-核心业务 unchecked'])
    expect(await said('172.16.10.1')).toEqual(['subnet-0opsbast 办公与运维 Office & Ops reserved'])
    expect(await said('172.16.10.255')).toEqual(['subnet-0opsbast 办公与运维 Office & Ops reserved'])
    expect(await said('10.9.9.9')).toEqual([])
    // It was found.
    expect(await said('10.0.0.60')).toEqual([])
    expect(await said(web)).toEqual([])
  })

  test('API v2 has refused it a moment ago: somebody has it, and nobody says who', async () => {
    await found('10.0.0.60')
    at.server.parts.inventory.noteTaken({ account: 'main', region: 'ap-guangzhou' }, 'vpc-7t9nf3pu', 0x0a0000c7)
    expect((await found('10.0.0.199')).subnets.map(({ verdict }) => verdict)).toEqual([
      { ip: '10.0.0.199', code: 'unchecked' },
      { ip: '10.0.0.199', code: 'in_use', holder: {} },
    ])
  })

  test('API v3 is asked: it is free, or something else has it', async () => {
    await at.recompose({ CLOUD_API: 'v3' })
    expect(await said('10.0.0.199')).toEqual(['subnet-7stgweb1 staging-payments free', 'subnet-9rv7pk2x 生产-核心业务 free'])
    expect(await said('10.0.0.50')).toEqual([
      'subnet-7stgweb1 staging-payments free',
      'subnet-9rv7pk2x 生产-核心业务 in_use havip-kjqwe4ba',
    ])
    const asked = (await at.control.ledger()).filter(({ action }) => action === 'DescribeUsedIpAddress')
    expect(asked).toHaveLength(4)
    // An answer is good for a while, and another address does not wait for the one before.
    const began = performance.now()
    await Promise.all(['10.0.0.50', '10.0.0.198', '10.0.0.197'].map(said))
    expect((await at.control.ledger()).filter(({ action }) => action === 'DescribeUsedIpAddress')).toHaveLength(8)
    expect(performance.now() - began).toBeLessThan(2_000)
  })

  test('API v3 that does not answer: nobody knows whether it is free', async () => {
    await at.recompose({ CLOUD_API: 'v3' })
    await found('10.0.0.60')
    await at.control.fault({ kind: 'http502', when: 'before', action: 'DescribeUsedIpAddress', times: 1000 })
    expect(await said('10.0.0.199')).toEqual(['subnet-7stgweb1 staging-payments unchecked', 'subnet-9rv7pk2x 生产-核心业务 unchecked'])
  })

  test('what an operation of ours is at is not free', async () => {
    await at.recompose({ CLOUD_API: 'v3' })
    const { id } = await assigned('10.0.0.199')
    expect((await found('10.0.0.199')).subnets.map(({ verdict }) => verdict)).toEqual([
      { ip: '10.0.0.199', code: 'free' },
      { ip: '10.0.0.199', code: 'claimed', holder: { operationId: id } },
    ])
  })

  test('of a VPC that was not read nothing is said, and of one that was all that is known', async () => {
    const { inventory } = at.server.parts
    await found('10.0.0.60')
    await at.control.fault({ kind: 'http502', when: 'before', times: 1000 })
    await inventory.refresh({ vpc: 'vpc-7t9nf3pu' }).catch(() => undefined)
    expect(await said('10.0.0.199')).toEqual(['subnet-7stgweb1 staging-payments unchecked', 'subnet-9rv7pk2x 生产-核心业务'])
  })
})
