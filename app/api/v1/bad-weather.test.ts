import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { eni } from '#lib/schema/eni.ts'
import { page } from '#lib/schema/page.ts'
import { GET as getReady } from '#app/api/health/ready/route.ts'
import { get, post } from '#app/api/testing/composed.ts'
import { routeFixture } from '#app/api/testing/fixture.ts'
import { problemOf } from '#app/api/testing/problem-of.ts'
import { POST as assign } from './enis/[eniId]/private-ips/route.ts'
import { GET as getEni } from './enis/[eniId]/route.ts'
import { GET as listEnis } from './enis/route.ts'
import { GET as listOperations } from './operations/route.ts'
import { GET as listVpcs } from './vpcs/route.ts'

const web = 'eni-m6dyj72l'
const at = routeFixture()
const assignOne = () => post(assign, { eniId: web }, { mode: 'count', count: 1 })
/** Every read of the cloud meets it, tries again included. */
const always = 1000

describe('the cloud, at the first read', () => {
  const cases: [string, () => Promise<unknown>, string, string][] = [
    ['a dropped connection', () => at.control.fault({ kind: 'drop', when: 'before', times: always }), 'cloud_unreachable', 'unreachable'],
    ['502 with HTML', () => at.control.fault({ kind: 'http502', when: 'before', times: always }), 'cloud_unreachable', 'unavailable'],
    ['a cut body', () => at.control.fault({ kind: 'cut', atByte: 20, times: always }), 'cloud_unreachable', 'bad_reply'],
    ['an internal error', () => at.control.failNext({ code: 6000, times: always }), 'cloud_unreachable', 'unavailable'],
    ['a rate limit', () => at.control.failNext({ code: 4400, times: always }), 'cloud_unreachable', 'rate_limited'],
    ['an expired timestamp', () => at.control.failNext({ code: 4200, times: always }), 'cloud_refused', 'clock_skew'],
    ['a refused signature', () => at.control.failNext({ code: 4100, times: always }), 'cloud_refused', 'auth_failed'],
    ['no permission', () => at.control.failNext({ code: 4102, times: always }), 'cloud_refused', 'forbidden'],
  ]
  test.each(cases)('%s: lists and assign answer 503 with the cause, and nothing is written', async (_, weather, code, cause) => {
    await weather()
    const list = await get(listVpcs, '/api/v1/vpcs')
    const failure = await problemOf(list)
    expect([list.status, failure.code, failure.params?.['cause']]).toEqual([503, code, cause])
    expect(JSON.stringify(failure)).not.toContain(at.emulator.secretId)
    // Its one read has 3 s in all, so that the cause may also be `timeout`.
    const accepted = await assignOne()
    expect([accepted.status, (await problemOf(accepted)).code]).toEqual([503, code])
    expect((await at.server.parts.journal.list({})).total).toBe(0)
    expect(await (await get(getReady, '/api/health/ready')).json()).toMatchObject({ status: 'degraded', database: 'ok' })
  })
})

test.each([3_600_000, -3_600_000])('a clock of the cloud that is %d ms from ours is learned from its first refusal', async (advance) => {
  await at.control.clock({ advance })
  expect((await get(listVpcs, '/api/v1/vpcs')).status).toBe(200)
  expect((await assignOne()).status).toBe(202)
})

test('a slow cloud: what must be read now says so after 3 s, what is known goes on, and an assignment is accepted', async () => {
  expect((await get(listEnis, '/api/v1/enis')).status).toBe(200)
  await at.control.fault({ kind: 'hold', when: 'before', times: always })
  const fresh = await get(getEni, '/api/v1/enis/x?fresh=1', { eniId: web })
  const failure = await problemOf(fresh)
  expect([fresh.status, failure.code, failure.params?.['cause']]).toEqual([503, 'cloud_unreachable', 'timeout'])
  expect((await get(listEnis, '/api/v1/enis')).status).toBe(200)
  expect((await assignOne()).status).toBe(202)
  expect((await at.server.parts.journal.list({})).total).toBe(1)
  await at.control.release()
})

test('a slow cloud on a cold start: the list says after 2 s what is loading, and at once that a cursor is none', async () => {
  await at.control.fault({ kind: 'hold', when: 'before', times: always })
  const began = performance.now()
  expect((await get(listEnis, '/api/v1/enis?cursor=zzzz')).status).toBe(400)
  expect(performance.now() - began).toBeLessThan(1_000)
  const list = await get(listEnis, '/api/v1/enis')
  // Twice 2 s would be as many as two readings of the parts.
  expect(performance.now() - began).toBeLessThan(3_900)
  expect([
    list.status,
    page(eni)
      .parse(await list.json())
      .missing?.map(({ code }) => code),
  ]).toEqual([200, ['loading', 'loading']])
  await at.control.release()
})

test('a database that can only be read: nothing is accepted, reads go on', async () => {
  expect((await get(listEnis, '/api/v1/enis')).status).toBe(200)
  await sql`pragma query_only = 1`.execute(at.server.parts.db.kysely)
  const answer = await assignOne()
  expect([answer.status, (await problemOf(answer)).code]).toEqual([503, 'store_failed'])
  expect((await get(listEnis, '/api/v1/enis')).status).toBe(200)
  expect((await get(listOperations, '/api/v1/operations')).status).toBe(200)
  expect(await (await get(getReady, '/api/health/ready')).json()).toMatchObject({ status: 'unavailable', database: 'failed' })
  await sql`pragma query_only = 0`.execute(at.server.parts.db.kysely)
  expect((await at.server.parts.journal.list({})).total).toBe(0)
  expect((await at.control.ledger()).filter((row) => row.action === 'AssignPrivateIpAddresses')).toEqual([])
  expect((await assignOne()).status).toBe(202)
})

test('a locked database: nothing is accepted, and reads of the inventory go on', async () => {
  expect((await get(listEnis, '/api/v1/enis')).status).toBe(200)
  const other = new Sqlite(path.join(at.server.dataDir, 'enidesk.sqlite'))
  other.exec('BEGIN IMMEDIATE')
  const answer = await assignOne()
  const failure = await problemOf(answer)
  expect([answer.status, failure.code, answer.headers.get('retry-after')]).toEqual([503, 'store_failed', '5'])
  expect((await get(listEnis, '/api/v1/enis')).status).toBe(200)
  expect((await get(getReady, '/api/health/ready')).status).toBe(503)
  other.exec('ROLLBACK')
  other.close()
  expect((await assignOne()).status).toBe(202)
})
