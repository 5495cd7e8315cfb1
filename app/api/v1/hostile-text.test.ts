import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startEmulator, type Emulator } from '#emulator/server.ts'
import { composed, get, patch, post, type Composed } from '#app/api/testing/composed.ts'
import { hostileTexts } from '#app/api/testing/hostile-texts.ts'
import { problem } from '#lib/schema/problem.ts'
import { newToken } from '#lib/schema/token.ts'
import { GET as listAudit } from './audit/route.ts'
import { POST as preflightMove } from './enis/[eniId]/private-ips/move/preflight/route.ts'
import { PATCH as editNote } from './enis/[eniId]/private-ips/[ip]/route.ts'
import { POST as preflightAssign } from './enis/[eniId]/private-ips/preflight/route.ts'
import { POST as preflightRelease } from './enis/[eniId]/private-ips/release/preflight/route.ts'
import { GET as getEni } from './enis/[eniId]/route.ts'
import { GET as listEnis } from './enis/route.ts'
import { POST as resolve } from './operations/[operationId]/resolution/route.ts'
import { GET as getOperation } from './operations/[operationId]/route.ts'
import { GET as listOperations } from './operations/route.ts'
import { GET as search } from './search/route.ts'
import { POST as signIn } from './sign-in/route.ts'
import { POST as createToken, GET as listTokens } from './tokens/route.ts'
import { POST as createUser, GET as listUsers } from './users/route.ts'

const web = 'eni-m6dyj72l'
let cloud: Emulator
let server: Composed
beforeAll(async () => {
  cloud = await startEmulator()
  server = await composed(cloud)
  await server.parts.inventory.warmUp()
})
afterAll(async () => {
  await server.release()
  await cloud.close()
})

const url = (path: string, query: Record<string, string>) => `${path}?${new URLSearchParams(query)}`
const all = { role: 'viewer', accounts: 'all' } as const
const expiresAt = new Date(Date.now() + 3_600_000).toISOString()

/** Every place where a person or a program may write what they like. */
const fields: Record<string, (text: string) => Promise<Response>> = {
  'search q': (text) => get(search, url('/api/v1/search', { q: text })),
  'enis q': (text) => get(listEnis, url('/api/v1/enis', { q: text, limit: '1' })),
  'enis state': (text) => get(listEnis, url('/api/v1/enis', { state: text, limit: '1' })),
  'enis sort': (text) => get(listEnis, url('/api/v1/enis', { sort: text, limit: '1' })),
  'enis cursor': (text) => get(listEnis, url('/api/v1/enis', { cursor: text, limit: '1' })),
  'enis vpc': (text) => get(listEnis, url('/api/v1/enis', { vpc: text, limit: '1' })),
  'enis account': (text) => get(listEnis, url('/api/v1/enis', { account: text, limit: '1' })),
  'eni id': (text) => get(getEni, '/api/v1/enis/x', { eniId: text }),
  'operations q': (text) => get(listOperations, url('/api/v1/operations', { q: text, limit: '1' })),
  'operations cursor': (text) => get(listOperations, url('/api/v1/operations', { cursor: text, limit: '1' })),
  'operation id': (text) => get(getOperation, '/api/v1/operations/x', { operationId: text }),
  'audit object': (text) => get(listAudit, url('/api/v1/audit', { object: text, limit: '1' })),
  'audit actor': (text) => get(listAudit, url('/api/v1/audit', { actor: text, limit: '1' })),
  'audit from': (text) => get(listAudit, url('/api/v1/audit', { from: text, limit: '1' })),
  'address to assign': (text) => post(preflightAssign, { eniId: web }, { mode: 'explicit', addresses: [{ ip: text }] }),
  reason: (text) => post(preflightAssign, { eniId: web }, { mode: 'count', count: 1, reason: text }),
  'address to release': (text) => post(preflightRelease, { eniId: web }, { addresses: [text] }),
  'EIP to unbind': (text) => post(preflightRelease, { eniId: web }, { addresses: ['10.0.0.60'], unbindEips: [text] }),
  'target of a move': (text) => post(preflightMove, { eniId: web }, { ip: '10.0.0.60', toEniId: text }),
  note: (text) => patch(editNote, { eniId: web, ip: '10.0.0.60' }, { note: text }),
  'address of a note': (text) => patch(editNote, { eniId: web, ip: text }, { note: 'x' }),
  'reason of a decision': (text) => post(resolve, { operationId: 'op-none' }, { action: 'close', reason: text }),
  'users q': (text) => get(listUsers, url('/api/v1/users', { q: text, limit: '1' })),
  'users cursor': (text) => get(listUsers, url('/api/v1/users', { cursor: text, limit: '1' })),
  'tokens q': (text) => get(listTokens, url('/api/v1/tokens', { q: text, limit: '1' })),
  'name to sign in': (text) => post(signIn, {}, { login: text, password: text }),
  'name of a token': (text) => post(createToken, {}, { name: text, grant: all, expiresAt }),
  'name of a user': (text) => post(createUser, {}, { name: text, email: `${text.length}.${Math.random()}@example.com`, grants: [all] }),
  'e-mail of a user': (text) => post(createUser, {}, { name: 'x', email: text, grants: [all] }),
  'user name': (text) => post(createUser, {}, { name: 'x', email: `${Math.random()}@example.com`, username: text, grants: [all] }),
}

test('there are five hundred texts', () => expect(hostileTexts.length).toBeGreaterThanOrEqual(500))

describe.each(Object.entries(fields))('%s', (_name, send) => {
  test('is taken or refused in words, and nothing breaks or leaks', { timeout: 60_000 }, async () => {
    const broken: unknown[] = []
    for (const text of hostileTexts) {
      const answer = await send(text)
      const body = await answer.text()
      const told = answer.status < 400 || problem.safeParse(JSON.parse(body)).success
      // 501: notes do not exist on this account's API.
      if ((answer.status >= 500 && answer.status !== 501) || !told || /node_modules|lib\/server|at async/.test(body))
        broken.push([text.slice(0, 40), answer.status, body.slice(0, 200)])
    }
    expect(broken).toEqual([])
  })
})

test('half a character names no interface, and the cloud is not asked about it', async () => {
  const answer = await fields['target of a move']?.('eni-\ud800')
  expect(answer?.status).toBe(422)
  expect(await answer?.json()).toMatchObject({ code: 'invalid', fields: [{ path: 'toEniId', code: 'invalid_format' }] })
})

test('what was taken comes back as it was given', async () => {
  const changed: string[] = []
  for (const text of hostileTexts.slice(0, 200)) {
    const answer = await fields['name of a token']?.(text)
    if (answer?.ok && newToken.parse(await answer.json()).token.name !== text.trim()) changed.push(text)
  }
  expect(changed).toEqual([])
})
