/** What another site can make a browser send, with the session's cookie: every Sec-Fetch-Site × Origin × content type, and old credentials. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startEmulator, type Emulator } from '#emulator/server.ts'
import { problem } from '#lib/schema/problem.ts'
import { auth } from '#lib/server/auth/current.ts'
import { composed, origin, type Composed } from '#app/api/testing/composed.ts'
import { POST as signInRoute } from './sign-in/route.ts'
import { POST as createToken } from './tokens/route.ts'

let emulator: Emulator
let server: Composed
let cookie: string
let secret: string
beforeAll(async () => {
  emulator = await startEmulator({})
  server = await composed(emulator)
  const { signIn, tokens } = await auth()
  const started = await signIn.inDemo('admin', { address: 'test', userAgent: '', origin })
  cookie = started.cookie.split(';', 1)[0] ?? ''
  const admin = { id: started.userId, name: '', kind: 'user', role: 'admin', grants: [] } as const
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
  secret = (await tokens.create(admin, { name: 'x', grant: { role: 'admin', accounts: 'all' }, expiresAt })).secret
})
afterAll(async () => {
  await server.release()
  await emulator.close()
})

/** An empty token is asked for: past the door it is refused for its content (422), and nothing is made. */
const send = async (headers: Record<string, string>, from = '192.0.2.9'): Promise<string> => {
  const request = new Request(`${origin}/api/v1/tokens`, { method: 'POST', headers: { 'x-client-address': from, ...headers }, body: '{}' })
  const answer = await createToken(request, { params: Promise.resolve({}) })
  expect(answer.headers.get('cache-control')).toBe('no-store')
  return problem.parse(await answer.json()).code
}
const refusals = async () =>
  (await server.parts.db.kysely.selectFrom('audit').select('seq').where('action', '=', 'refused').execute()).length

const sites = [undefined, 'same-origin', 'same-site', 'cross-site', 'none']
const origins = [
  undefined,
  origin,
  'null',
  'http://127.0.0.1:3001',
  'https://127.0.0.1:3000',
  'http://evil.example',
  `${origin}.evil.example`,
]
const types = ['application/json', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']

test('a write with the cookie needs our own page behind it and JSON; each refusal at the door is written down', async () => {
  const before = await refusals()
  let turnedAway = 0
  for (const site of sites)
    for (const from of origins)
      for (const type of types) {
        const headers = { cookie, 'content-type': type, ...(site ? { 'sec-fetch-site': site } : {}), ...(from ? { origin: from } : {}) }
        const ours = site === undefined ? from === origin : site === 'same-origin'
        const expected = !ours ? 'cross_site' : type === 'application/json' ? 'invalid' : 'not_json'
        if (!ours) turnedAway += 1
        // An address may leave a hundred rows; these come from several.
        expect([site, from, type, await send(headers, `192.0.2.${sites.indexOf(site)}`)]).toEqual([site, from, type, expected])
      }
  expect((await refusals()) - before).toBe(turnedAway)
})

test('what is open to all leaves no row: whoever sends it has shown nothing', async () => {
  const before = await refusals()
  const headers = { 'content-type': 'application/json', origin: 'http://evil.example', 'x-client-address': '192.0.2.99' }
  const request = new Request(`${origin}/api/v1/sign-in`, { method: 'POST', headers, body: '{}' })
  const answer = await signInRoute(request, { params: Promise.resolve({}) })
  expect(problem.parse(await answer.json()).code).toBe('cross_site')
  expect(await refusals()).toBe(before)
})

test('a token needs no page behind it, and no cookie beside it', async () => {
  const authorization = `Bearer ${secret}`
  for (const site of sites)
    expect(await send({ authorization, 'content-type': 'application/json', ...(site ? { 'sec-fetch-site': site } : {}) })).toBe('invalid')
  expect(await send({ authorization, cookie, 'content-type': 'application/json' })).toBe('cookie_and_token')
})

test('what was stolen and is over lets nobody in, and one row tells of each', async () => {
  const { sessions, identify } = await auth()
  const who = await identify({ cookie, authorization: null }, '', true)
  const before = await refusals()
  await server.parts.db.kysely
    .deleteFrom('auth_session')
    .where('user_id', '=', who?.id ?? '')
    .execute()
  sessions.forget(who?.id ?? '')
  const json = { 'content-type': 'application/json', origin }
  for (let n = 0; n < 3; n += 1) expect(await send({ ...json, cookie }, '192.0.2.77')).toBe('unauthenticated')
  for (let n = 0; n < 3; n += 1) expect(await send({ ...json, authorization: `Bearer ${secret}x` }, '192.0.2.77')).toBe('unauthenticated')
  expect((await refusals()) - before).toBe(2)
  expect(await send(json, '192.0.2.77')).toBe('unauthenticated')
  expect((await refusals()) - before).toBe(2)
})
