import { once } from 'node:events'
import { createServer } from 'node:http'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { systemClock } from '#lib/server/base/clock.ts'
import { createAuth } from './auth.ts'
import { startProvider } from './testing/provider.ts'
import { authRig, client, goodPassword, sentBack, type AuthRig } from './testing/rig.ts'

const publicOrigin = 'http://127.0.0.1:3000'
const callback = `${publicOrigin}/api/v1/sign-in/oidc/callback`
const ann = { sub: 'subject-1', email: 'ann@example.com', email_verified: true, name: 'Ann of the provider' }
const { email_verified: _, ...silent } = ann
let provider: Awaited<ReturnType<typeof startProvider>>
let rig: AuthRig
beforeAll(async () => {
  provider = await startProvider(callback)
})
afterAll(() => provider.close())
beforeEach(async () => {
  provider.be(ann)
  rig = await authRig({ publicOrigin, oidc: settings(false) })
})
const settings = (trustEmail: boolean) => ({
  issuer: provider.issuer,
  clientId: 'enidesk',
  clientSecret: 'a-secret-of-this-test',
  name: 'Test login',
  trustEmail,
})
afterEach(() => rig.close())

/** What a browser does at the provider: follows it, with its cookies, until it is sent back to us. */
const atProvider = async (start: string): Promise<Record<string, string>> => {
  const jar = new Map<string, string>()
  let url = start
  for (let hop = 0; hop < 10 && !url.startsWith(callback); hop += 1) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(url, { redirect: 'manual', headers: { cookie } })
    for (const [, name = '', value = ''] of answer.headers.getSetCookie().map((text) => /^([^=]+)=([^;]*)/.exec(text) ?? []))
      jar.set(name, value)
    const next = answer.headers.get('location')
    if (next === null) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`)
    url = new URL(next, url).href
  }
  return Object.fromEntries(new URL(url).searchParams)
}
const begin = async (next = '/enis?vpc=vpc-1') => {
  const { url, cookie } = await rig.auth.oidc.start(next, client)
  return { query: await atProvider(url), cookie: sentBack(cookie), url }
}
const cameBack = async (given: { query: Record<string, string>; cookie: string }) => rig.auth.oidc.finish(given.query, given.cookie, client)
const sessionOf = (cookies: string[]) => cookies.map(sentBack).find((cookie) => /^enidesk=[^;]+/.test(cookie))
const who = (cookie: string) => rig.auth.identify({ cookie, authorization: null }, '', true)

test('somebody whom an admin has added comes in by their verified address, and back to where they were', async () => {
  const id = await rig.addUser('ann')
  const { cookies, location } = await cameBack(await begin())
  expect(location).toBe('/enis?vpc=vpc-1')
  expect(await who(sessionOf(cookies) ?? '')).toMatchObject({ id, name: 'ann' })
  expect((await rig.told()).map(({ action, actor, data }) => [action, actor, JSON.parse(data).how])).toEqual([['sign_in', id, 'oidc']])
  // From then on by the provider's own id of them.
  provider.be({ ...ann, email: 'ann.now@example.com', email_verified: false })
  expect((await cameBack(await begin())).location).toBe('/enis?vpc=vpc-1')
})

test('answers that nobody asked for leave a hundred rows from one address, and no more', async () => {
  for (let n = 0; n < 110; n += 1) await cameBack({ query: { state: `made up ${n}`, code: 'x' }, cookie: '' })
  expect(await rig.told()).toHaveLength(100)
})

test('the request names state, nonce and a challenge, and our address alone', async () => {
  const { url } = await begin()
  const asked = new URL(url).searchParams
  expect(asked.get('redirect_uri')).toBe(callback)
  expect(asked.get('code_challenge_method')).toBe('S256')
  for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)?.length).toBeGreaterThan(20)
})

test.each([
  ['nobody has added them', { ...ann, email: 'mallory@example.com' }],
  ['the provider has not verified the address', { ...ann, email_verified: false }],
  ['the provider does not say whether it has', silent],
])('nobody comes in whose place is not sure: %s', async (_, person) => {
  await rig.addUser('ann')
  provider.be(person)
  const { cookies, location } = await cameBack(await begin())
  expect([location, sessionOf(cookies)]).toEqual(['/sign-in?reason=sso_unknown', undefined])
  expect((await rig.told()).map(({ action }) => action)).toEqual(['sign_in_failed'])
  expect(await rig.db.kysely.selectFrom('auth_user').selectAll().execute()).toHaveLength(1)
})

test('where the server is told to trust addresses, silence about them is enough, and a no is not', async () => {
  await rig.close()
  rig = await authRig({ publicOrigin, oidc: settings(true) })
  await rig.addUser('ann')
  provider.be({ ...ann, email_verified: false })
  expect((await cameBack(await begin())).location).toBe('/sign-in?reason=sso_unknown')
  provider.be({ ...silent, sub: 'subject-2', email: 'mallory@example.com' })
  expect((await cameBack(await begin())).location).toBe('/sign-in?reason=sso_unknown')
  provider.be(silent)
  expect((await cameBack(await begin())).location).toBe('/enis?vpc=vpc-1')
})

test('whoever is disabled stays outside', async () => {
  await rig.addUser('ann')
  await rig.db.kysely.updateTable('auth_user').set({ disabled: 1 }).execute()
  const { cookies, location } = await cameBack(await begin())
  expect([location, sessionOf(cookies)]).toEqual(['/sign-in?reason=sso_unknown', undefined])
})

test('an answer counts once, in the browser that asked, and as it was given', async () => {
  await rig.addUser('ann')
  const given = await begin()
  const failed = '/sign-in?reason=sso_failed'
  expect((await cameBack({ ...given, cookie: '' })).location).toBe(failed)
  expect((await cameBack({ ...(await begin()), cookie: given.cookie })).location).toBe(failed)
  const fresh = await begin()
  expect((await cameBack({ ...fresh, query: { ...fresh.query, code: 'another' } })).location).toBe(failed)
  const good = await begin()
  expect((await cameBack(good)).location).toBe('/enis?vpc=vpc-1')
  expect((await cameBack(good)).location).toBe(failed)
  const refused = await begin()
  expect((await cameBack({ ...refused, query: { state: refused.query['state'] ?? '', error: 'access_denied' } })).location).toBe(failed)
})

test('a provider that does not answer is said to be unreachable', async () => {
  await rig.close()
  rig = await authRig({
    publicOrigin,
    oidc: { issuer: 'http://127.0.0.1:1', clientId: 'x', clientSecret: 'y', name: 'z', trustEmail: false },
  })
  await expect(rig.auth.oidc.start('/', client)).rejects.toThrow('sso_unreachable')
})

test('a provider that takes the connection and says nothing keeps nobody else waiting', async () => {
  const silentServer = createServer(() => undefined).listen(0, '127.0.0.1')
  await once(silentServer, 'listening')
  const address = silentServer.address()
  const issuer = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  await rig.close()
  // Its ten seconds pass in a tenth of one.
  const clock = { ...systemClock, sleep: (ms: number, signal?: AbortSignal) => systemClock.sleep(ms / 100, signal) }
  rig = await authRig({ publicOrigin, clock, oidc: { ...settings(false), issuer } })
  try {
    await rig.addUser('ann')
    const { cookie } = await rig.auth.signIn.withPassword({ login: 'ann', password: goodPassword }, client)
    expect(await who(sentBack(cookie))).toMatchObject({ name: 'ann' })
    await expect(rig.auth.oidc.start('/', client)).rejects.toThrow('sso_unreachable')
    expect((await cameBack({ query: { state: 'any', code: 'x' }, cookie: '' })).location).toBe('/sign-in?reason=sso_failed')
  } finally {
    silentServer.closeAllConnections()
    silentServer.close()
  }
})

test('another provider’s id of somebody says nothing here, though it reads the same', async () => {
  await rig.addUser('ann')
  expect((await cameBack(await begin())).location).toBe('/enis?vpc=vpc-1')
  const other = await startProvider(callback)
  try {
    other.be({ ...ann, email: 'mallory@example.com', email_verified: false })
    rig = { ...rig, auth: createAuth({ ...rig.deps, oidc: { ...settings(false), issuer: other.issuer } }) }
    const { cookies, location } = await cameBack(await begin())
    expect([location, sessionOf(cookies)]).toEqual(['/sign-in?reason=sso_unknown', undefined])
    // By their verified address they are found there as well.
    other.be(ann)
    expect((await cameBack(await begin())).location).toBe('/enis?vpc=vpc-1')
  } finally {
    await other.close()
  }
})
