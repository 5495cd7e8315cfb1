/**
 * Who may do what, over every route: one line a route and object, compared with the file beside this. A new route does not compile
 * here until it has a sample, and its line is read in review. Update with `npx vitest run app/api/v1/authorisation.test.ts -u`.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { financeSeed } from '#emulator/seed/finance.ts'
import { startEmulator, type Emulator } from '#emulator/server.ts'
import type { Endpoint } from '#lib/schema/endpoint.ts'
import { endpoints, type EndpointName } from '#lib/schema/endpoints.ts'
import type { Grant } from '#lib/schema/grant.ts'
import { problem } from '#lib/schema/problem.ts'
import { auth } from '#lib/server/auth/current.ts'
import { hashPassword } from '#lib/server/auth/password-hash.ts'
import { composed, nextKey, origin, type Composed, type Handler } from '#app/api/testing/composed.ts'

/** What a request is about: a thing in an account of theirs, one in an account of others, and one that does not exist. */
const objects = ['own', 'foreign', 'missing'] as const
type About = Record<'eniId' | 'operationId' | 'account' | 'userId' | 'tokenId' | 'sessionId', string>
type Sample = { params?: (about: About) => Record<string, string>; query?: string; body?: unknown }

const byEni: Sample['params'] = ({ eniId }) => ({ eniId })
const byOperation: Sample['params'] = ({ operationId }) => ({ operationId })
const byUser: Sample['params'] = ({ userId }) => ({ userId })
/** Past the door each of these is refused for what it says, or changes nothing: what is asked is who gets that far. */
const nothing = {}
const samples: Record<EndpointName, Sample> = {
  live: {},
  ready: {},
  openapi: {},
  metrics: {},
  listAccounts: {},
  testAccount: { params: ({ account }) => ({ name: account }) },
  listVpcs: {},
  listSubnets: {},
  listEnis: {},
  getEni: { params: byEni },
  search: { query: '?q=10.0.0.1' },
  assign: { params: byEni, body: { mode: 'explicit', addresses: [{ ip: '192.0.2.1', primary: false }] } },
  preflight: { params: byEni, body: { mode: 'count', count: 1 } },
  release: { params: byEni, body: { addresses: ['192.0.2.1'] } },
  releasePreflight: { params: byEni, body: { addresses: ['192.0.2.1'] } },
  move: { params: byEni, body: { ip: '192.0.2.1', toEniId: 'eni-nowhere' } },
  movePreflight: { params: byEni, body: { ip: '192.0.2.1' } },
  editNote: { params: ({ eniId }) => ({ eniId, ip: '192.0.2.1' }), body: { note: 'x' } },
  listOperations: {},
  exportOperations: {},
  getOperation: { params: byOperation },
  resolveOperation: { params: byOperation, body: { action: 'close', reason: 'x' } },
  listAudit: {},
  exportAudit: { query: '?format=csv' },
  signInWays: {},
  // Of somebody whose hash costs little here; nobody's takes its full time, which is tested with sign-in.
  signIn: { body: { login: 'target', password: 'x' } },
  signInDemo: { body: { role: 'viewer' } },
  startOidc: { body: nothing },
  finishOidc: {},
  getSetUpLink: { body: { secret: 'x'.repeat(30) } },
  setUp: { body: { secret: 'x'.repeat(30), password: 'a password of this test' } },
  getSession: {},
  signOut: {},
  getPreferences: {},
  savePreferences: { body: nothing },
  listSessions: {},
  endSession: { params: ({ sessionId }) => ({ sessionId }) },
  endOtherSessions: {},
  changePassword: { body: { current: 'x', password: 'a password of this test' } },
  startTotp: { body: { password: 'x' } },
  confirmTotp: { body: { code: '000000' } },
  makeRecoveryCodes: { body: { password: 'x' } },
  removeTotp: { body: { password: 'x' } },
  listUsers: {},
  createUser: { body: nothing },
  getUser: { params: byUser },
  changeUser: { params: byUser, body: nothing },
  linkUser: { params: byUser },
  signOutUser: { params: byUser },
  listTokens: {},
  createToken: { body: nothing },
  revokeToken: { params: ({ tokenId }) => ({ tokenId }) },
}

const folder = mkdtempSync(path.join(tmpdir(), 'enidesk-authorisation-'))
const password = 'correct horse battery'
const client = { address: '192.0.2.7', userAgent: '', origin }
let clouds: Emulator[]
let server: Composed
let about: Record<(typeof objects)[number], About>
/** Sessions by name, until somebody ends one: then they sign in again. */
let signedIn: Record<string, Promise<Record<string, string>>> = {}
/** Who asks, with which headers. */
let principals: Record<string, () => Promise<Record<string, string>>>

const cookieOf = async (login: string): Promise<Record<string, string>> => {
  const started = await (await auth()).signIn.withPassword({ login, password }, client)
  return { cookie: started.cookie.split(';', 1)[0] ?? '' }
}

beforeAll(async () => {
  clouds = [await startEmulator({}), await startEmulator({ seed: financeSeed() })]
  const entry = (name: string, cloud: Emulator | undefined, regions: string[]) => ({
    name,
    api: 'v2',
    endpoint: cloud?.listening,
    regions,
    credentials: { secretIdEnv: `${name.toUpperCase()}_ID`, secretKeyEnv: `${name.toUpperCase()}_KEY` },
  })
  const file = path.join(folder, 'accounts.json')
  const [home, away] = clouds
  const accounts = [entry('home', home, ['ap-guangzhou', 'ap-shanghai']), entry('away', away, ['ap-shanghai-fsi', 'ap-shenzhen-fsi'])]
  writeFileSync(file, JSON.stringify({ accounts }))
  const single = [
    'CLOUD_API',
    'CLOUD_ENDPOINT',
    'TENCENTCLOUD_SECRET_ID',
    'TENCENTCLOUD_SECRET_KEY',
    'TENCENTCLOUD_REGIONS',
    'ENI_IP_QUOTA',
  ]
  const keys = { HOME_ID: home?.secretId, HOME_KEY: home?.secretKey, AWAY_ID: away?.secretId, AWAY_KEY: away?.secretKey }
  server = await composed(clouds[0] ?? fail(), {
    ...Object.fromEntries(single.map((name) => [name, undefined])),
    ...keys,
    ACCOUNTS_FILE: file,
  })
  await server.parts.inventory.warmUp()
  await people()
})
afterAll(async () => {
  await server.release()
  for (const cloud of clouds) await cloud.close()
  rmSync(folder, { recursive: true, force: true })
})

const fail = (): never => {
  throw new Error('the test is not set up')
}

const people = async (): Promise<void> => {
  const { users, tokens, identify } = await auth()
  const root = { id: 'usr_demo_admin', name: 'root', kind: 'user', role: 'admin', grants: [{ role: 'admin', accounts: 'all' }] } as const
  const hash = await hashPassword(password, server.parts.random, { ln: 4, r: 8, p: 1 })
  const add = async (name: string, grant: Grant) => {
    const { user } = await users.create(root, { name, email: `${name}@example.com`, username: name, grants: [grant] })
    await server.parts.db.kysely
      .insertInto('auth_account')
      .values({
        id: user.id,
        account_id: user.id,
        provider_id: 'credential',
        user_id: user.id,
        password: hash,
        created_at: '',
        updated_at: '',
      })
      .execute()
    return user.id
  }
  const grants: Record<string, Grant> = {
    viewer: { role: 'viewer', accounts: ['home'] },
    operator: { role: 'operator', accounts: ['home'] },
    admin: { role: 'admin', accounts: 'all' },
  }
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
  principals = { nobody: async () => ({}), 'old cookie': async () => ({ cookie: 'enidesk=of.another%20time' }) }
  for (const [name, grant] of Object.entries(grants)) {
    await add(name, grant)
    principals[name] = () => (signedIn[name] ??= cookieOf(name))
  }
  for (const [name, grant] of Object.entries(grants)) {
    const { secret } = await tokens.create(root, { name, grant, expiresAt })
    principals[`${name}’s token`] = async () => ({ authorization: `Bearer ${secret}` })
  }
  const { secret, token } = await tokens.create(root, { name: 'revoked', grant: { role: 'admin', accounts: 'all' }, expiresAt })
  await tokens.revoke(root, token.id)
  principals['revoked token'] = async () => ({ authorization: `Bearer ${secret}` })
  principals['cookie and token'] = async () => ({ ...(await (signedIn['admin'] ??= cookieOf('admin'))), authorization: `Bearer ${secret}` })
  principals['other site'] = async () => ({ ...(await (signedIn['admin'] ??= cookieOf('admin'))), 'sec-fetch-site': 'cross-site' })

  const eniIn = async (account: string) => (await server.parts.inventory.enis({ account, limit: 1 })).items[0] ?? fail()
  const operationIn = async (account: string) => {
    const { region, vpcId, eniId } = await eniIn(account)
    const { operation } = await server.parts.journal.accept({
      kind: 'assign',
      scope: { account, region },
      vpcId,
      eniId,
      body: { mode: 'count', count: 1 },
      steps: [{ n: 1, mode: 'count', count: 1 }],
      actor: root.id,
      keyScope: root.id,
      key: nextKey(),
      hash: account,
    })
    return operation.id
  }
  const target = await add('target', { role: 'viewer', accounts: ['home'] })
  const spare = (await tokens.create(root, { name: 'spare', grant: { role: 'viewer', accounts: ['home'] }, expiresAt })).token.id
  const theirs = await identify({ ...(await cookieOf('target')), authorization: null } as { cookie: string; authorization: null }, '', true)
  const common = { userId: target, tokenId: spare, sessionId: theirs && 'sessionId' in theirs ? theirs.sessionId : fail() }
  about = {
    own: { ...common, account: 'home', eniId: (await eniIn('home')).eniId, operationId: await operationIn('home') },
    foreign: { ...common, account: 'away', eniId: (await eniIn('away')).eniId, operationId: await operationIn('away') },
    missing: {
      account: 'nowhere',
      eniId: 'eni-00000000',
      operationId: 'op-00000000',
      userId: 'usr_none',
      tokenId: 'tok_none',
      sessionId: 'none',
    },
  }
}

const handlerOf = async ({ path: url, method }: Endpoint): Promise<Handler> => {
  const file = path.resolve('app', `.${url.replaceAll(/\{(\w+)\}/g, '[$1]')}`, 'route.ts')
  // Which file a route has, and that it exports its methods, is tested in lib/server/http/openapi.test.ts.
  const routes = (await import(/* @vite-ignore */ file)) as Record<string, Handler>
  return routes[method] ?? fail()
}

const ask = async (endpoint: Endpoint, sample: Sample, object: About, headers: Record<string, string>): Promise<Response> => {
  const isRead = endpoint.method === 'GET'
  const own: Record<string, string> = isRead ? {} : { origin, 'content-type': 'application/json', 'idempotency-key': nextKey() }
  const request = new Request(`${origin}${endpoint.path}${sample.query ?? ''}`, {
    method: endpoint.method,
    headers: { ...own, ...headers },
    ...(isRead ? {} : { body: JSON.stringify(sample.body ?? {}) }),
  })
  return (await handlerOf(endpoint))(request, { params: Promise.resolve(sample.params?.(object) ?? {}) })
}

/** What came of it: `in` for everybody who got past the door, whatever was said there. */
const outcome = async (answer: Response): Promise<string> => {
  if (answer.status < 400) return 'in'
  const { code } = problem.parse(await answer.json())
  const door = ['unauthenticated', 'role_needed', 'person_needed', 'cross_site', 'cookie_and_token', 'not_found']
  return door.includes(code) ? `${answer.status} ${code}` : 'in'
}

/** Users, tokens and sessions are in no account, so none of them is in one of others. */
const objectsOf = ({ params }: Sample) => {
  if (!params) return ['own'] as const
  const isDivided = JSON.stringify(params(about.own)) !== JSON.stringify(params(about.foreign))
  return objects.filter((object) => object !== 'foreign' || isDivided)
}

test('every route, method, role and object', async () => {
  const lines: string[] = []
  for (const [name, endpoint] of Object.entries<Endpoint>(endpoints)) {
    // The names of `endpoints` are the type's.
    const sample = samples[name as EndpointName]
    for (const object of objectsOf(sample)) {
      lines.push(`${endpoint.method} ${endpoint.path}${sample.params ? ` (${object})` : ''}`)
      if (endpoint.action === 'self') signedIn = {}
      const found = new Map<string, string[]>()
      for (const [who, headersOf] of Object.entries(principals)) {
        const what = await outcome(await ask(endpoint, sample, about[object], await headersOf()))
        found.set(what, [...(found.get(what) ?? []), who])
      }
      for (const [what, whom] of found) lines.push(`  ${what}: ${whom.join(', ')}`)
    }
  }
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('./authorisation.golden.txt')
}, 120_000)

test('what is in an account of others and what does not exist are answered byte for byte alike', async () => {
  for (const [name, endpoint] of Object.entries<Endpoint>(endpoints)) {
    const sample = samples[name as EndpointName]
    if (!['eniId', 'operationId', 'name'].some((param) => param in (sample.params?.(about.missing) ?? {}))) continue
    const text = async (object: About) => {
      const answer = await ask(endpoint, sample, object, (await principals['operator']?.()) ?? fail())
      return `${answer.status} ${(await answer.text()).replace(/req_[\w-]+/, 'req')}`
    }
    expect([name, await text(about.foreign)]).toEqual([name, await text(about.missing)])
  }
})
