/** A region that does not answer: what the routes say of it, and what they refuse. */
import { expect, test, vi } from 'vitest'
import { accountInfo } from '#lib/schema/account.ts'
import { eniDetail } from '#lib/schema/eni.ts'
import { page } from '#lib/schema/page.ts'
import { get, nextKey, post } from '#app/api/testing/composed.ts'
import { routeFixture } from '#app/api/testing/fixture.ts'
import { problemOf } from '#app/api/testing/problem-of.ts'
import { POST as testAccount } from './accounts/[name]/test/route.ts'
import { GET as listAccounts } from './accounts/route.ts'
import { POST as assign } from './enis/[eniId]/private-ips/route.ts'
import { GET as getEni } from './enis/[eniId]/route.ts'
import { GET as listEnis } from './enis/route.ts'

const eniId = 'eni-m6dyj72l'
const vpc = 'vpc-7t9nf3pu'
const body = { mode: 'explicit', addresses: [{ ip: '10.0.0.200' }] }

const at = routeFixture()

const outages = async () =>
  page(accountInfo)
    .parse(await (await get(listAccounts, '/api/v1/accounts')).json())
    .items.flatMap(({ reads }) => reads.map(({ outage }) => outage?.cause))
const test1 = () => post(testAccount, { name: 'main' }, {}, { 'idempotency-key': '' })

test('is told with its age, shown as it was last read, and gets no change; the next answer ends it', async () => {
  const key = nextKey()
  expect((await post(assign, { eniId }, body, { 'idempotency-key': key })).status).toBe(202)
  expect((await get(listEnis, `/api/v1/enis?vpc=${vpc}`)).status).toBe(200)
  await at.control.fault({ kind: 'drop', when: 'before', times: 100_000 })
  // The test that a person starts is always sent: so many in vain, over a second.
  await vi.waitFor(
    async () => {
      await test1()
      expect(await outages()).toEqual(['unreachable', 'unreachable'])
    },
    { timeout: 5_000, interval: 100 },
  )

  const refused = await post(assign, { eniId: 'eni-38fqjp36' }, { mode: 'count', count: 1 })
  expect(refused.headers.get('retry-after')).toMatch(/^\d+$/)
  expect(await problemOf(refused)).toMatchObject({ status: 503, code: 'cloud_unreachable', params: { cause: 'unreachable' } })
  // What was accepted before is still found under its key.
  const replayed = await post(assign, { eniId }, body, { 'idempotency-key': key })
  expect(replayed.status).toBe(202)
  expect((await at.server.parts.journal.list({})).total).toBe(1)
  expect(eniDetail.parse(await (await get(getEni, '/x', { eniId })).json()).eni.privateIps).toHaveLength(2)

  await at.control.clearFaults()
  await test1()
  expect(await outages()).toEqual([undefined, undefined])
  expect((await post(assign, { eniId: 'eni-38fqjp36' }, { mode: 'count', count: 1 })).status).toBe(202)
})
