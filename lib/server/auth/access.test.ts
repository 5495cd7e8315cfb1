/** One-time links, tokens, the second factor, and the demo: what lets in, how often, and for how long. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#lib/schema/role.ts'
import { createLog } from '#lib/server/base/log.ts'
import { createAuth } from './auth.ts'
import { demoToken } from './demo.ts'
import { firstAdminLink } from './links.ts'
import { actorMay } from './people.ts'
import { authRig, client, goodPassword, sentBack, type AuthRig } from './testing/rig.ts'
import { codeAt, stepOf } from './totp.ts'

let rig: AuthRig
beforeEach(async () => {
  rig = await authRig()
})
afterEach(() => rig.close())

const root: Actor = { id: 'usr_root', name: 'root', kind: 'user', role: 'admin', grants: [{ role: 'admin', accounts: 'all' }] }
const hour = 3_600_000
const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'fine',
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  )
const actions = async () => (await rig.told()).map(({ action }) => action)
const bearer = (secret: string) => rig.auth.identify({ cookie: null, authorization: `Bearer ${secret}` }, client.address, true)

describe('the first start', () => {
  const make = (secret: string) => rig.auth.setUp.use({ secret, password: goodPassword, name: 'Ann', email: 'ann@example.com' }, client)

  test('prints a link that makes one admin, once; its secret is kept as a hash', async () => {
    const link = await firstAdminLink(rig.deps)
    const secret = link?.secret ?? ''
    expect(JSON.stringify(await rig.db.kysely.selectFrom('one_time_link').selectAll().execute())).not.toContain(secret)
    expect(await rig.auth.setUp.read(secret, client)).toMatchObject({ purpose: 'first_admin' })
    const started = await make(secret)
    expect(await rig.auth.identify({ cookie: sentBack(started.cookie), authorization: null }, '', true)).toMatchObject({ role: 'admin' })
    expect(await codeOf(make(secret))).toBe('link_invalid')
    expect(await firstAdminLink(rig.deps)).toBeUndefined()
    expect(await actions()).toEqual(['set_up_link', 'first_admin', 'sign_in', 'link_refused'])
  })

  test('twice at once makes one admin', async () => {
    const secret = (await firstAdminLink(rig.deps))?.secret ?? ''
    const codes = await Promise.all([codeOf(make(secret)), codeOf(make(secret))])
    expect(codes.toSorted()).toEqual(['fine', 'link_invalid'])
  })

  test('the link is over after a day, and with the next start', async () => {
    const first = (await firstAdminLink(rig.deps))?.secret ?? ''
    const second = (await firstAdminLink(rig.deps))?.secret ?? ''
    expect(await codeOf(make(first))).toBe('link_invalid')
    rig.pass(24 * hour + 1)
    expect(await codeOf(make(second))).toBe('link_invalid')
  })

  test.each(['password1234', '123456789012', 'ann@example.com', 'aaaaaaaaaaaaaa', 'Tencent2026!!'])(
    'does not take %s',
    async (password) => {
      const secret = (await firstAdminLink(rig.deps))?.secret ?? ''
      const used = rig.auth.setUp.use({ secret, password, name: 'Ann', email: 'ann@example.com' }, client)
      await expect(used).rejects.toMatchObject({ code: 'invalid', detail: { fields: [{ path: 'password', code: 'too_common' }] } })
    },
  )
})

test('the last admin stays admin', async () => {
  const id = await rig.addUser('ann', [{ role: 'admin', accounts: 'all' }])
  expect(await codeOf(rig.auth.users.change(root, id, { disabled: true }))).toBe('last_admin')
  expect(await codeOf(rig.auth.users.change(root, id, { grants: [{ role: 'viewer', accounts: 'all' }] }))).toBe('last_admin')
  expect((await rig.auth.users.get(id)).grants).toEqual([{ role: 'admin', accounts: 'all' }])
})

test('somebody without any grant is nobody: their session, and their right password', async () => {
  const id = await rig.addUser('ann')
  const signIn = () => rig.auth.signIn.withPassword({ login: 'ann', password: goodPassword }, client)
  const { cookie } = await signIn()
  const who = () => rig.auth.identify({ cookie: sentBack(cookie), authorization: null }, '', true)
  expect(await who()).toMatchObject({ id })
  await rig.db.kysely.deleteFrom('user_grant').where('user_id', '=', id).execute()
  expect(await who()).toBeUndefined()
  expect(await codeOf(signIn())).toBe('sign_in_failed')
})

test('who asked for something may not have it done once they lost the right', async () => {
  const id = await rig.addUser('ann', [{ role: 'operator', accounts: ['main'] }])
  const mayNow = (account: string) => actorMay(rig.db, { demo: false, now: Date.now() }, id, 'assign', account)
  expect([await mayNow('main'), await mayNow('other')]).toEqual([true, false])
  await rig.addUser('root', [{ role: 'admin', accounts: 'all' }])
  await rig.auth.users.change(root, id, { disabled: true })
  expect(await mayNow('main')).toBe(false)
  expect(await actorMay(rig.db, { demo: false, now: Date.now() }, 'local', 'assign', 'main')).toBe(false)
})

describe('a token', () => {
  const make = (hours = 1) =>
    rig.auth.tokens.create(root, {
      name: 'CI',
      grant: { role: 'operator', accounts: ['main'] },
      expiresAt: new Date(Date.now() + hours * hour).toISOString(),
    })

  test('is known by its secret, which is kept as a hash; its use is written down once an hour', async () => {
    const { secret, token } = await make()
    expect(JSON.stringify(await rig.db.kysely.selectFrom('api_token').selectAll().execute())).not.toContain(secret)
    expect(await bearer(secret)).toMatchObject({ id: token.id, kind: 'token', role: 'operator' })
    await bearer(secret)
    expect((await rig.auth.tokens.list({ limit: 10 })).items[0]?.lastUsedAt).toBeDefined()
    expect(await actions()).toEqual(['token_created', 'token_used'])
  })

  test('is none when it is over, revoked, changed, or sent beside a cookie', async () => {
    const { secret, token } = await make()
    expect(await codeOf(bearer(`${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`))).toBe('unauthenticated')
    const both = { cookie: 'enidesk=anything', authorization: `Bearer ${secret}` }
    expect(await codeOf(rig.auth.identify(both, '', true))).toBe('cookie_and_token')
    expect(await codeOf(rig.auth.identify({ cookie: null, authorization: `Basic ${secret}` }, '', true))).toBe('unauthenticated')
    await rig.auth.tokens.revoke(root, token.id)
    expect(await codeOf(bearer(secret))).toBe('unauthenticated')
    const short = await make()
    rig.pass(hour + 1)
    expect(await codeOf(bearer(short.secret))).toBe('unauthenticated')
  })

  test.each([-1, 0, 367 * 24])('that would end in %d hours is not made', async (hours) => {
    await expect(make(hours)).rejects.toMatchObject({ detail: { fields: [{ path: 'expiresAt', code: 'bad_time' }] } })
  })

  test('of the demo, and its people, are nobody on any other server', async () => {
    const demo = { ...rig.deps, demo: true }
    const secret = (await demoToken(demo)) ?? ''
    expect(await demoToken(rig.deps)).toBeUndefined()
    expect(await codeOf(bearer(secret))).toBe('unauthenticated')
    expect(await codeOf(rig.auth.signIn.inDemo('admin', client))).toBe('not_found')
    expect((await rig.auth.users.list({ limit: 10 })).items).toEqual([])
    expect((await rig.auth.tokens.list({ limit: 10 })).items).toEqual([])
    expect(await rig.auth.ways()).toEqual({ demo: false, setUpNeeded: true })
  })
})

describe('a second factor', () => {
  test('counts as RFC 6238 does', () => {
    // Appendix B of the RFC, its last six digits: the secret "12345678901234567890".
    const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
    for (const [at, code] of [
      [59, '287082'],
      [1_111_111_109, '081804'],
      [20_000_000_000, '353130'],
    ] as const)
      expect(codeAt(secret, stepOf(at * 1000))).toBe(code)
  })

  test('is asked for after the password once it is confirmed, and each code works once', async () => {
    await rig.addUser('ann')
    const signIn = (code?: string) =>
      rig.auth.signIn.withPassword({ login: 'ann', password: goodPassword, ...(code ? { code } : {}) }, client)
    const { cookie } = await signIn()
    const ann = await rig.auth.identify({ cookie: sentBack(cookie), authorization: null }, '', true)
    if (!ann || !('sessionId' in ann)) throw new Error('not signed in')
    const { secret } = await rig.auth.own.startTotp(ann, goodPassword)
    const code = (offset = 0) => codeAt(secret, stepOf(rig.deps.clock.now()) + offset)
    expect(await codeOf(signIn())).toBe('fine')
    expect(await codeOf(rig.auth.own.confirmTotp(ann, code(5)))).toBe('code_wrong')
    await rig.auth.own.confirmTotp(ann, code())
    expect(await codeOf(signIn())).toBe('code_needed')
    expect(await codeOf(signIn(code()))).toBe('code_wrong')
    rig.pass(30_000)
    expect(await codeOf(signIn(code()))).toBe('fine')
    expect(await codeOf(signIn(code()))).toBe('code_wrong')
    expect(JSON.stringify(await rig.db.kysely.selectFrom('user_totp').selectAll().execute())).not.toContain(secret)
  })

  test('kept under another AUTH_SECRET lets nobody in and breaks nothing: the log says why', async () => {
    await rig.addUser('ann')
    const { cookie } = await rig.auth.signIn.withPassword({ login: 'ann', password: goodPassword }, client)
    const ann = await rig.auth.identify({ cookie: sentBack(cookie), authorization: null }, '', true)
    if (!ann || !('sessionId' in ann)) throw new Error('not signed in')
    const { secret } = await rig.auth.own.startTotp(ann, goodPassword)
    await rig.auth.own.confirmTotp(ann, codeAt(secret, stepOf(rig.deps.clock.now())))
    const lines: string[] = []
    const log = createLog('error', { write: (line) => void lines.push(line) })
    const later = createAuth({ ...rig.deps, log, secret: rig.deps.secret.split('').toReversed().join('') })
    rig.pass(30_000)
    const code = codeAt(secret, stepOf(rig.deps.clock.now()))
    expect(await codeOf(later.signIn.withPassword({ login: 'ann', password: goodPassword, code }, client))).toBe('code_wrong')
    expect(lines).toEqual([expect.stringContaining('another AUTH_SECRET')])
    expect(lines.join('')).not.toContain(code)
  })

  test('is not to be guessed by somebody who knows the password and begins anew each time', async () => {
    const id = await rig.addUser('ann')
    const from = (n: number) => ({ ...client, address: `2001:db8:${n}::1` })
    const signIn = (n: number, code?: string) =>
      rig.auth.signIn.withPassword({ login: 'ann', password: goodPassword, ...(code ? { code } : {}) }, from(n))
    const { cookie } = await signIn(0)
    const ann = await rig.auth.identify({ cookie: sentBack(cookie), authorization: null }, '', true)
    if (!ann || !('sessionId' in ann)) throw new Error('not signed in')
    const { secret } = await rig.auth.own.startTotp(ann, goodPassword)
    await rig.auth.own.confirmTotp(ann, codeAt(secret, stepOf(rig.deps.clock.now())))
    const codes: unknown[] = []
    for (let n = 0; n < 12; n += 1) codes.push(await codeOf(n % 3 === 2 ? signIn(n) : signIn(n, '000000')))
    // From wherever they come; that a code is needed is all that the password alone ever tells.
    const judged = ['code_wrong', 'code_wrong', 'code_needed', 'code_wrong', 'code_wrong', 'code_needed', 'code_wrong']
    const refused = ['too_many_requests', 'code_needed', 'too_many_requests', 'too_many_requests', 'code_needed']
    expect(codes).toEqual([...judged, ...refused])
    // A right code that has to wait is no wrong password.
    for (let n = 0; n < 10; n += 1) expect(await codeOf(signIn(77, codeAt(secret, stepOf(rig.deps.clock.now()))))).toBe('too_many_requests')
    expect(await codeOf(signIn(77))).toBe('code_needed')
    // Whose account it is comes in when the wait is over.
    rig.pass(60_000)
    expect(await codeOf(signIn(99))).toBe('code_needed')
    expect(await codeOf(signIn(99, codeAt(secret, stepOf(rig.deps.clock.now()))))).toBe('fine')
    expect(id).toBe(ann.id)
  })

  test('stays in force for who has a link for a new password', async () => {
    const id = await rig.addUser('ann')
    const { cookie } = await rig.auth.signIn.withPassword({ login: 'ann', password: goodPassword }, client)
    const ann = await rig.auth.identify({ cookie: sentBack(cookie), authorization: null }, '', true)
    if (!ann || !('sessionId' in ann)) throw new Error('not signed in')
    const { secret: factor } = await rig.auth.own.startTotp(ann, goodPassword)
    const [recovery = ''] = await rig.auth.own.confirmTotp(ann, codeAt(factor, stepOf(rig.deps.clock.now())))
    const { secret } = await rig.auth.users.link(root, id)
    const use = (code?: string) => rig.auth.setUp.use({ secret, password: 'another horse battery', ...(code ? { code } : {}) }, client)
    expect(await rig.auth.setUp.read(secret, client)).toMatchObject({ purpose: 'password', totp: true })
    expect(await codeOf(use())).toBe('code_needed')
    for (let n = 0; n < 5; n += 1) expect(await codeOf(use('000000'))).toBe('code_wrong')
    // Guesses are as slow as at sign-in, and the password is still the old one.
    expect(await codeOf(use('000000'))).toBe('too_many_requests')
    expect(await codeOf(rig.auth.signIn.withPassword({ login: 'ann', password: goodPassword }, client))).toBe('code_needed')
    rig.pass(60_000)
    expect(await codeOf(use(recovery))).toBe('fine')
    expect(await codeOf(use(recovery))).toBe('link_invalid')
    expect(await codeOf(rig.auth.signIn.withPassword({ login: 'ann', password: goodPassword }, client))).toBe('sign_in_failed')
  })

  test('that is lost is stood in for by ten codes, each once, kept as hashes; new ones end those before', async () => {
    const id = await rig.addUser('ann')
    const signIn = (code?: string) =>
      rig.auth.signIn.withPassword({ login: 'ann', password: goodPassword, ...(code ? { code } : {}) }, client)
    const { cookie } = await signIn()
    const ann = await rig.auth.identify({ cookie: sentBack(cookie), authorization: null }, '', true)
    if (!ann || !('sessionId' in ann)) throw new Error('not signed in')
    expect(await codeOf(rig.auth.own.newRecoveryCodes(ann, goodPassword))).toBe('not_found')
    const { secret } = await rig.auth.own.startTotp(ann, goodPassword)
    const codes = await rig.auth.own.confirmTotp(ann, codeAt(secret, stepOf(rig.deps.clock.now())))
    expect([new Set(codes).size, codes.every((code) => /^([A-Z2-7]{4}-){5}[A-Z2-7]{4}$/.test(code))]).toEqual([10, true])
    const [first = '', second = '', third = ''] = codes
    const kept = JSON.stringify(await rig.db.kysely.selectFrom('user_recovery_code').selectAll().execute())
    expect(kept).not.toContain(first.slice(0, 9))
    expect(kept).not.toContain(first.replaceAll('-', ''))

    expect(await codeOf(signIn(first))).toBe('fine')
    expect(await codeOf(signIn(first))).toBe('code_wrong')
    // As somebody types it from paper; two requests at once count once.
    const typed = second.toLowerCase().replaceAll('-', ' ')
    expect((await Promise.all([codeOf(signIn(typed)), codeOf(signIn(second))])).toSorted()).toEqual(['code_wrong', 'fine'])
    expect((await rig.auth.describe(ann)).recoveryCodes).toBe(8)
    const how = (await rig.told()).filter(({ action }) => action === 'sign_in').map(({ data }) => JSON.parse(data).how)
    expect(how).toEqual(['password', 'password_and_recovery_code', 'password_and_recovery_code'])

    expect(await codeOf(rig.auth.own.newRecoveryCodes(ann, 'not the password'))).toBe('invalid')
    const fresh = await rig.auth.own.newRecoveryCodes(ann, goodPassword)
    expect(await codeOf(signIn(third))).toBe('code_wrong')
    expect(await codeOf(signIn(fresh[0]))).toBe('fine')
    expect(await actions()).toContain('recovery_codes_made')

    await rig.addUser('root', [{ role: 'admin', accounts: 'all' }])
    await rig.auth.users.change(root, id, { totp: false })
    expect(await rig.db.kysely.selectFrom('user_recovery_code').selectAll().execute()).toEqual([])
  })

  test('of somebody else is no code of theirs', async () => {
    const on = async (name: string) => {
      await rig.addUser(name)
      const { cookie } = await rig.auth.signIn.withPassword({ login: name, password: goodPassword }, client)
      const who = await rig.auth.identify({ cookie: sentBack(cookie), authorization: null }, '', true)
      if (!who || !('sessionId' in who)) throw new Error('not signed in')
      const { secret } = await rig.auth.own.startTotp(who, goodPassword)
      return rig.auth.own.confirmTotp(who, codeAt(secret, stepOf(rig.deps.clock.now())))
    }
    const [[code = ''], others] = [await on('ann'), await on('bob')]
    expect(await codeOf(rig.auth.signIn.withPassword({ login: 'bob', password: goodPassword, code }, client))).toBe('code_wrong')
    expect(others).toHaveLength(10)
  })
})
