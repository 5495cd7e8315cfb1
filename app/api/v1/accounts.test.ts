/** Two accounts, each with a cloud of its own that has the same ids: one speaks v2, the other v3. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createControl, type Control } from '#emulator/control.ts'
import { startEmulator, type Emulator } from '#emulator/server.ts'
import { accountInfo, accountTest, type AccountTest } from '#lib/schema/account.ts'
import { eni } from '#lib/schema/eni.ts'
import { operation } from '#lib/schema/operation.ts'
import { page } from '#lib/schema/page.ts'
import { problem } from '#lib/schema/problem.ts'
import { searchResult } from '#lib/schema/search.ts'
import { composed, get, post, type Composed } from '#app/api/testing/composed.ts'
import { POST as test1 } from './accounts/[name]/test/route.ts'
import { GET as listAccounts } from './accounts/route.ts'
import { POST as assign } from './enis/[eniId]/private-ips/route.ts'
import { GET as getEni } from './enis/[eniId]/route.ts'
import { GET as listEnis } from './enis/route.ts'
import { GET as search } from './search/route.ts'

const web = 'eni-m6dyj72l'
const folder = mkdtempSync(path.join(tmpdir(), 'enidesk-accounts-'))
let finance: Emulator
let open: Emulator
let financeControl: Control
let openControl: Control
let server: Composed
beforeAll(async () => {
  finance = await startEmulator({ settings: { taskMs: 50 } })
  open = await startEmulator({ settings: { taskMs: 50 } })
  financeControl = createControl(finance)
  openControl = createControl(open)
})
afterAll(async () => {
  await finance.close()
  await open.close()
  rmSync(folder, { recursive: true, force: true })
})

const entry = (name: string, api: string, emulator: Emulator, more: object = {}) => ({
  name,
  api,
  endpoint: emulator.listening,
  regions: ['ap-guangzhou', 'ap-shanghai'],
  credentials: { secretIdEnv: `${name.toUpperCase()}_ID`, secretKeyEnv: `${name.toUpperCase()}_KEY` },
  ...more,
})
const single = ['CLOUD_API', 'CLOUD_ENDPOINT', 'TENCENTCLOUD_SECRET_ID', 'TENCENTCLOUD_SECRET_KEY', 'TENCENTCLOUD_REGIONS', 'ENI_IP_QUOTA']
const compose = async (env: Record<string, string> = {}, options: { writesAllowed?: boolean } = {}) => {
  const file = path.join(folder, 'accounts.json')
  writeFileSync(
    file,
    JSON.stringify({ accounts: [entry('finance', 'v2', finance, { ipQuota: { limit: 30 } }), entry('public', 'v3', open)] }),
  )
  const without = Object.fromEntries(single.map((name) => [name, undefined]))
  const credentials = { FINANCE_ID: finance.secretId, FINANCE_KEY: finance.secretKey, PUBLIC_ID: open.secretId, PUBLIC_KEY: open.secretKey }
  server = await composed(finance, { ...without, ...credentials, ACCOUNTS_FILE: file, ...env }, options)
}
beforeEach(async () => {
  await financeControl.reset()
  await openControl.reset()
  await compose()
  return () => server.release()
})

const testOf = async (name: string): Promise<AccountTest> => {
  const answer = await post(test1, { name }, {}, { 'idempotency-key': '' })
  const text = await answer.text()
  expect(answer.status).toBe(200)
  for (const secret of [finance.secretId, finance.secretKey, open.secretId, open.secretKey]) expect(text).not.toContain(secret)
  return accountTest.parse(JSON.parse(text))
}
const causes = ({ regions }: AccountTest) => regions.map(({ reads }) => reads.map((read) => read.cause ?? 'ok'))
const nothingWritten = async () => {
  const rows = [...(await financeControl.ledger()), ...(await openControl.ledger())]
  expect(rows.filter((row) => row.action.startsWith('Assign'))).toEqual([])
  expect((await server.parts.journal.list({})).total).toBe(0)
}

describe('several accounts', () => {
  test('are listed without anything secret, with their endpoint and the age of what was read', async () => {
    const before = page(accountInfo).parse(await (await get(listAccounts, '/api/v1/accounts')).json())
    expect(before.items).toMatchObject([
      {
        name: 'finance',
        api: 'v2',
        endpoint: new URL(finance.listening).host,
        writable: true,
        reads: [{ region: 'ap-guangzhou' }, { region: 'ap-shanghai' }],
      },
      { name: 'public', api: 'v3', endpoint: new URL(open.listening).host, regions: ['ap-guangzhou', 'ap-shanghai'] },
    ])
    expect(before.items[0]?.reads[0]?.observedAt).toBeUndefined()
    await get(listEnis, '/api/v1/enis')
    const answer = await (await get(listAccounts, '/api/v1/accounts')).text()
    expect(answer).not.toContain(finance.secretId)
    const after = page(accountInfo).parse(JSON.parse(answer))
    expect(after.items.flatMap((item) => item.reads.map((read) => read.observedAt !== undefined))).toEqual([true, true, true, true])
  })

  test('every list takes the account as a filter, and without it holds all', async () => {
    const of = async (query: string) => page(eni).parse(await (await get(listEnis, `/api/v1/enis?limit=1${query}`)).json()).total
    const [all, one, two] = [await of(''), await of('&account=finance'), await of('&account=public&region=ap-shanghai')]
    expect(all).toBe(2 * one)
    expect(two).toBeGreaterThan(0)
    expect(two).toBeLessThan(one)
    const found = searchResult.parse(await (await get(search, '/api/v1/search?q=10.0.0.60')).json())
    expect(found.items.map((hit) => hit.eni.account).toSorted()).toEqual(['finance', 'public'])
  })

  test('an ENI id that both have is 409 with the choices, and nothing is sent; with the account it is accepted there alone', async () => {
    for (const answer of [await get(getEni, '/x', { eniId: web }), await post(assign, { eniId: web }, { mode: 'count', count: 1 })]) {
      expect(answer.status).toBe(409)
      expect(problem.parse(await answer.json())).toMatchObject({
        code: 'ambiguous',
        choices: [
          { account: 'finance', region: 'ap-guangzhou' },
          { account: 'public', region: 'ap-guangzhou' },
        ],
      })
    }
    await nothingWritten()
    const accepted = await post(assign, { eniId: web }, { mode: 'count', count: 1 }, {}, '?account=public')
    expect(operation.parse(await accepted.json())).toMatchObject({ account: 'public', region: 'ap-guangzhou', eniId: web })
    // The other account's ENI of the same id is not locked by it.
    expect((await post(assign, { eniId: web }, { mode: 'count', count: 1 }, {}, '?account=finance')).status).toBe(202)
  })
})

describe.each(['finance', 'public'])('the test of the account %s', (name) => {
  const control = () => (name === 'finance' ? financeControl : openControl)
  const denied = () => (name === 'finance' ? 4101 : 'UnauthorizedOperation')

  test('tells reach, round trip, clock and what the key may read; it writes nothing', async () => {
    const result = await testOf(name)
    expect(result).toMatchObject({ account: name, clockOffsetMs: 0 })
    expect(result.regions.map(({ region, reachable }) => [region, reachable])).toEqual([
      ['ap-guangzhou', true],
      ['ap-shanghai', true],
    ])
    expect(causes(result)).toEqual([
      ['ok', 'ok', 'ok'],
      ['ok', 'ok', 'ok'],
    ])
    expect(result.regions[0]?.roundTripMs).toBeGreaterThan(0)
    await nothingWritten()
  })

  test('a read that the key may not do is named, the others go on', async () => {
    await control().failNext({ action: 'DescribeNetworkInterfaces', code: denied(), times: 2 })
    const result = await testOf(name)
    expect(causes(result)).toEqual([
      ['ok', 'ok', 'forbidden'],
      ['ok', 'ok', 'forbidden'],
    ])
    expect(result.regions[0]?.reads[2]).toMatchObject({ action: 'DescribeNetworkInterfaces', cloudCode: expect.any(String) })
  })

  test.each([3_600_000, -3_600_000])('a clock that is %d ms off is measured and does not fail the test', async (advance) => {
    await control().clock({ advance })
    const result = await testOf(name)
    expect(Math.abs((result.clockOffsetMs ?? 0) - advance)).toBeLessThan(2000)
    expect(causes(result)[0]).toEqual(['ok', 'ok', 'ok'])
  })

  test('an endpoint that breaks the connection is not reachable, and is asked no further', async () => {
    await control().fault({ kind: 'drop', when: 'before', times: 1000 })
    const result = await testOf(name)
    expect(result.clockOffsetMs).toBeUndefined()
    expect(result.regions.map(({ reachable, reads }) => [reachable, reads.map((read) => read.cause)])).toEqual([
      [false, ['unreachable']],
      [false, ['unreachable']],
    ])
  })

  test('502 with HTML is an answer of somebody, and no permission', async () => {
    await control().fault({ kind: 'http502', when: 'before', times: 1000 })
    expect(causes(await testOf(name))[0]).toEqual(['unavailable', 'unavailable', 'unavailable'])
  })
})

test('a wrong key is found in every read', async () => {
  await server.release()
  await compose({ FINANCE_KEY: 'wrong', PUBLIC_KEY: 'wrong' })
  for (const name of ['finance', 'public'])
    expect(causes(await testOf(name)).flat()).toEqual(Array.from({ length: 6 }, () => 'auth_failed'))
})

test('the test is allowed on a read-only server, needs our own site, and knows only configured accounts', async () => {
  await server.release()
  await compose({}, { writesAllowed: false })
  expect((await testOf('public')).regions).toHaveLength(2)
  expect((await post(test1, { name: 'public' }, {}, { origin: 'http://evil.example' })).status).toBe(403)
  const unknown = await post(test1, { name: 'nobody' }, {})
  expect([unknown.status, problem.parse(await unknown.json()).code]).toEqual([404, 'not_found'])
})
