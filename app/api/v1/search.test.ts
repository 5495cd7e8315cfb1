/** What a search answers beside who has something: what was done with an address. */
import { expect, test } from 'vitest'
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
