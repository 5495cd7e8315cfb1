import { z } from 'zod'
import { apiPaths } from '#lib/paths.ts'
import { eniDetail } from '#lib/schema/eni.ts'
import type { Grant } from '#lib/schema/grant.ts'
import { newToken } from '#lib/schema/token.ts'
import { invitedUser } from '#lib/schema/user.ts'
import { expect } from './fixtures.ts'

/** Request headers. */
export type Sent = Record<string, string>

/** A server of ours, asked by a program. */
export const clientOf = (url: string) => ({
  get: (path: string, headers: Sent) => fetch(url + path, { headers, redirect: 'manual' }),
  send: async (path: string, body: unknown, headers: Sent = {}, method: 'POST' | 'PATCH' = 'POST') => {
    const answer = await fetch(url + path, {
      method,
      headers: { origin: url, 'content-type': 'application/json', 'idempotency-key': `story-${crypto.randomUUID()}`, ...headers },
      body: JSON.stringify(body),
    })
    expect(answer.ok, `${method} ${path}: ${answer.status}`).toBe(true)
    return answer
  },
})
export type Client = ReturnType<typeof clientOf>

const cookieOf = (answer: Response): Sent => ({ cookie: answer.headers.get('set-cookie')?.split(';', 1)[0] ?? '' })

/** Who may come to a server with the accounts of `two-accounts.ts`: which headers each asks with. */
export const everybody = async ({ send }: Client) => {
  const admin = cookieOf(await send(apiPaths.signInDemo(), { role: 'admin' }))
  const add = async (name: string, grant: Grant) => {
    const invited = await send(apiPaths.users(), { name, email: `${name}@example.com`, username: name, grants: [grant] }, admin)
    const { user, link } = invitedUser.parse(await invited.json())
    const secret = new URL(link.url).hash.slice(1)
    return { id: user.id, headers: cookieOf(await send(apiPaths.setUp(), { secret, password: 'a sentence that nobody guesses' })) }
  }
  const leaver = await add('leaver', { role: 'operator', accounts: ['public'] })
  await send(apiPaths.user(leaver.id), { disabled: true }, admin, 'PATCH')
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
  const made = await send(apiPaths.tokens(), { name: 'pages', grant: { role: 'admin', accounts: 'all' }, expiresAt }, admin)
  const viewer = await add('viewer', { role: 'viewer', accounts: ['public'] })
  const operator = await add('operator', { role: 'operator', accounts: ['public'] })
  const late = await add('late', { role: 'operator', accounts: ['sold'] })
  return {
    nobody: {},
    'old cookie': { cookie: 'enidesk=of.another%20time' },
    disabled: leaver.headers,
    'admin’s token': { authorization: `Bearer ${newToken.parse(await made.json()).secret}` },
    viewer: viewer.headers,
    operator: operator.headers,
    'of an account that is gone': late.headers,
    admin,
  } satisfies Record<string, Sent>
}

const list = z.object({ items: z.array(eniDetail.shape.eni) })
const accepted = z.object({ id: z.string() })

/** An ENI of an account and an operation on it, with what only a page says that shows them. */
export const thingsIn = async ({ get, send }: Client, account: string, admin: Sent) => {
  const { items } = list.parse(await (await get(apiPaths.enis({ account, limit: 200 }), admin)).json())
  const eni = items.find(({ mac, quota: { used, limit = 30 } }) => mac !== undefined && used < limit)
  if (eni?.mac === undefined) throw new Error(`no ENI with room in ${account}`)
  const { eniId, region, mac } = eni
  const reason = `asked for in ${account}`
  const answer = await send(apiPaths.assign(eniId, { account, region }), { mode: 'count', count: 1, reason }, admin)
  return { eniId, operationId: accepted.parse(await answer.json()).id, shown: { eniId: mac, operationId: reason } }
}
