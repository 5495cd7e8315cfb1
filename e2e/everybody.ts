import { z } from 'zod'
import { apiPaths } from '#lib/paths.ts'
import { eniDetail } from '#lib/schema/eni.ts'
import { newToken } from '#lib/schema/token.ts'
import { addUser, asAdmin, type Client, type Sent } from './users.ts'

/** Who may come to a server with the accounts of `two-accounts.ts`: which headers each asks with. */
export const everybody = async (client: Client) => {
  const admin = await asAdmin(client)
  const leaver = await addUser(client, admin, 'leaver', { role: 'operator', accounts: ['public'] })
  await client.send(apiPaths.user(leaver.id), { disabled: true }, admin, 'PATCH')
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
  const made = await client.send(apiPaths.tokens(), { name: 'pages', grant: { role: 'admin', accounts: 'all' }, expiresAt }, admin)
  const viewer = await addUser(client, admin, 'viewer', { role: 'viewer', accounts: ['public'] })
  const operator = await addUser(client, admin, 'operator', { role: 'operator', accounts: ['public'] })
  const late = await addUser(client, admin, 'late', { role: 'operator', accounts: ['sold'] })
  return {
    nobody: {},
    'old cookie': { cookie: 'enidesk=of.another%20time' },
    disabled: leaver.session,
    'admin’s token': { authorization: `Bearer ${newToken.parse(await made.json()).secret}` },
    viewer: viewer.session,
    operator: operator.session,
    'of an account that is gone': late.session,
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
