import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { AppError } from '#lib/server/base/errors.ts'
import { systemRandom } from '#lib/server/base/random.ts'
import type { Library } from './library.ts'
import { defaultCost, hashOfNobody, hashPassword } from './password-hash.ts'
import { judgePassword } from './passwords.ts'
import { authRig, client, goodPassword, sentBack, type AuthRig } from './testing/rig.ts'
import type { Counted } from './throttle.ts'

let rig: AuthRig
beforeEach(async () => {
  rig = await authRig()
})
afterEach(() => rig.close())

const signIn = (login: string, password = goodPassword, from = client) => rig.auth.signIn.withPassword({ login, password }, from)
const who = (cookie: string, fresh = true) => rig.auth.identify({ cookie, authorization: null }, client.address, fresh)
const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'fine',
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  )

describe('a session', () => {
  test('starts with the e-mail address or the user name, and is known by its cookie', async () => {
    const id = await rig.addUser('ann')
    for (const login of ['ann', 'ANN@example.com']) {
      const { cookie } = await signIn(login)
      expect(cookie).toMatch(/^enidesk=[^;]{40,}; Max-Age=36000; Path=\/; HttpOnly; SameSite=Lax$/i)
      expect(await who(sentBack(cookie))).toMatchObject({ id, name: 'ann', kind: 'user', role: 'operator' })
    }
    expect((await rig.told()).map(({ action, actor }) => [action, actor])).toEqual([
      ['sign_in', id],
      ['sign_in', id],
    ])
  })

  test('has another token each time, and a changed cookie is none', async () => {
    await rig.addUser('ann')
    const [one, two] = [await signIn('ann'), await signIn('ann')]
    expect(one.cookie).not.toBe(two.cookie)
    const cookie = sentBack(one.cookie)
    expect(await who(`${cookie.slice(0, -6)}AAAAA%3D`)).toBeUndefined()
    expect(await who(cookie.replace(/=.*\./, '=x'.repeat(16)))).toBeUndefined()
    expect(await who(`${cookie}; enidesk=another`)).toBeUndefined()
  })

  test('is written together with its audit row or not at all', async () => {
    await rig.addUser('ann')
    await rig.db.kysely.schema.alterTable('audit').renameTo('audit_gone').execute()
    await expect(signIn('ann')).rejects.toThrow(/audit/)
    expect(await rig.db.kysely.selectFrom('auth_session').selectAll().execute()).toEqual([])
  })

  test('ends ten hours after it started, and at sign-out', async () => {
    await rig.addUser('ann')
    const cookie = sentBack((await signIn('ann')).cookie)
    const ann = await who(cookie)
    rig.pass(10 * 3_600_000 - 5000)
    expect(await who(cookie)).toBeDefined()
    rig.pass(6000)
    expect(await who(cookie)).toBeUndefined()
    expect(ann).toBeDefined()
  })

  test('is over at once for who is disabled or regranted, for reads of this server too', async () => {
    const id = await rig.addUser('ann')
    const admin = { id: 'usr_admin', name: 'admin', kind: 'user', role: 'admin', grants: [] } as const
    await rig.addUser('root', [{ role: 'admin', accounts: 'all' }])
    for (const change of [{ disabled: true }, { grants: [{ role: 'viewer' as const, accounts: ['main'] }], disabled: false }]) {
      await rig.auth.users.change(admin, id, { disabled: false })
      const cookie = sentBack((await signIn('ann')).cookie)
      expect(await who(cookie, false)).toBeDefined()
      await rig.auth.users.change(admin, id, change)
      expect(await who(cookie, false)).toBeUndefined()
    }
  })
})

describe('a wrong try', () => {
  test('says the same for a wrong password, an unknown and a disabled user, and leaves a row', async () => {
    const id = await rig.addUser('ann')
    await rig.db.kysely.updateTable('auth_user').set({ disabled: 1 }).execute()
    const bob = await rig.addUser('bob')
    expect([await codeOf(signIn('bob', 'wrong')), await codeOf(signIn('nobody')), await codeOf(signIn('ann'))]).toEqual(
      Array(3).fill('sign_in_failed'),
    )
    const rows = await rig.told()
    expect(rows.map(({ action, actor }) => [action, actor])).toEqual([
      ['sign_in_failed', bob],
      ['sign_in_failed', 'anonymous'],
      ['sign_in_failed', id],
    ])
    expect(JSON.stringify(rows)).not.toContain('nobody')
  })

  test('costs nothing five times, then twice the wait each time, for a known and an unknown name alike', async () => {
    await rig.addUser('ann')
    for (const login of ['ann', 'nobody']) {
      const from = { ...client, address: `of ${login}` }
      for (let n = 0; n < 5; n += 1) expect(await codeOf(signIn(login, 'wrong', from))).toBe('sign_in_failed')
      // Even the right one has to wait.
      expect(await codeOf(signIn(login, goodPassword, from))).toBe('too_many_requests')
      rig.pass(1001)
      expect(await codeOf(signIn(login, 'wrong', from))).toBe('sign_in_failed')
      rig.pass(1001)
      expect(await codeOf(signIn(login, 'wrong', from))).toBe('too_many_requests')
      rig.pass(1001)
      expect(await codeOf(signIn(login, 'wrong', from))).toBe('sign_in_failed')
      rig.pass(4001)
    }
    expect(await codeOf(signIn('ann'))).toBe('fine')
    expect(await codeOf(signIn('ann', 'wrong'))).toBe('sign_in_failed')
  })

  test('that is not even judged leaves a hundred rows from one address, and no more', async () => {
    await rig.addUser('ann')
    for (let n = 0; n < 150; n += 1) await codeOf(signIn('ann', 'wrong'))
    const unjudged = (await rig.told()).filter(({ data }) => JSON.parse(data).code === 'too_many_requests')
    expect(unjudged).toHaveLength(100)
  })

  test('counts even when many come at once', async () => {
    await rig.addUser('ann')
    const codes = await Promise.all(Array.from({ length: 12 }, () => codeOf(signIn('ann', 'wrong'))))
    expect(codes.filter((code) => code === 'sign_in_failed').length).toBe(5)
  })

  test('from one address over many accounts ends after twenty', async () => {
    const codes: unknown[] = []
    for (let n = 0; n < 22; n += 1) codes.push(await codeOf(signIn(`user${n}`, 'wrong')))
    expect(codes.filter((code) => code === 'sign_in_failed').length).toBe(20)
    expect(await codeOf(signIn('someone', 'wrong', { ...client, address: '192.0.2.8' }))).toBe('sign_in_failed')
    rig.pass(15 * 60_000 + 1)
    expect(await codeOf(signIn('user99', 'wrong'))).toBe('sign_in_failed')
  })

  test('keeps nobody out who signs in from elsewhere, however many tries there are', async () => {
    await rig.addUser('ann')
    const office = { ...client, address: '198.51.100.4' }
    expect(await codeOf(signIn('ann', goodPassword, office))).toBe('fine')
    // From one network, an hour long.
    for (let n = 0; n < 60; n += 1) {
      await codeOf(signIn('ann', 'wrong'))
      rig.pass(60_000)
    }
    expect(await codeOf(signIn('ann', goodPassword))).toBe('too_many_requests')
    expect(await codeOf(signIn('ann', goodPassword, { ...client, address: '203.0.113.9' }))).toBe('fine')
    rig.pass(16 * 60_000)
    // From many networks at once: two a minute are left, but where somebody has signed in from before they still can.
    const codes: unknown[] = []
    for (let n = 0; n < 120; n += 1) codes.push(await codeOf(signIn('ann', 'wrong', { ...client, address: `10.9.${n}.1` })))
    expect(codes.filter((code) => code === 'sign_in_failed')).toHaveLength(100)
    expect(await codeOf(signIn('ann', goodPassword, { ...client, address: '10.10.0.1' }))).toBe('too_many_requests')
    expect(await codeOf(signIn('ann', goodPassword, office))).toBe('fine')
    // What is answered there does not tell who is one of those.
    for (let n = 0; n < 120; n += 1) await codeOf(signIn('nobody', 'wrong', { ...client, address: `10.9.${n}.2` }))
    expect(await codeOf(signIn('nobody', 'wrong', { ...client, address: '10.10.0.9' }))).toBe('too_many_requests')
    expect(await codeOf(signIn('nobody', 'wrong', office))).toBe('sign_in_failed')
    rig.pass(30_001)
    expect(await codeOf(signIn('ann', 'wrong', { ...client, address: '10.10.0.2' }))).toBe('sign_in_failed')
    expect(await codeOf(signIn('ann', 'wrong', { ...client, address: '10.10.0.3' }))).toBe('too_many_requests')
  })

  test('is counted by subscriber over IPv6, where everybody has addresses without end', async () => {
    const codes: unknown[] = []
    for (let n = 0; n < 30; n += 1) codes.push(await codeOf(signIn(`user${n}`, 'wrong', { ...client, address: `2001:db8:7:${n}::1` })))
    expect(codes.filter((code) => code === 'sign_in_failed')).toHaveLength(20)
  })

  test('that is turned away because too many passwords wait to be judged is no wrong one', async () => {
    await rig.addUser('ann')
    // As password-hash.ts does when its line is full, which a test cannot keep full on every machine.
    const verify = () => Promise.reject(new AppError('too_many_requests'))
    const library = { $context: Promise.resolve({ password: { verify } }) } as unknown as Library
    const counted: Counted[] = [{ kind: 'account', value: 'ann', address: client.address }]
    const judged = () => judgePassword(rig.deps, library, { password: goodPassword, hash: 'any', counted })
    for (let n = 0; n < 7; n += 1) expect(await codeOf(judged())).toBe('too_many_requests')
    const rows = await rig.db.kysely.selectFrom('sign_in_failure').select(['failures', 'blocked_until']).execute()
    expect(rows.filter(({ failures, blocked_until }) => failures > 0 || blocked_until > 0)).toEqual([])
  })

  test('asks the database and hashes the same for nobody as for somebody: nothing but chance is left of the time', async () => {
    await rig.close()
    const asked: string[] = []
    rig = await authRig({}, (sql) => void asked.push(sql))
    await rig.addUser('ann')
    const of = async (login: string) => {
      asked.length = 0
      await codeOf(signIn(login, 'wrong', { ...client, address: login }))
      return [...asked]
    }
    const somebody = await of('ann')
    expect(somebody.length).toBeGreaterThan(1)
    expect(await of('nobody')).toEqual(somebody)
    const { ln, r, p } = defaultCost
    expect(hashOfNobody()).toContain(`$scrypt$ln=${ln},r=${r},p=${p}$`)
    expect(await hashPassword(goodPassword, systemRandom)).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$/)
  })
})
