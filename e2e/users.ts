import { apiPaths } from '#lib/paths.ts'
import type { Grant } from '#lib/schema/grant.ts'
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
export const goodPassword = 'a sentence that nobody guesses'

/** A new session of the demo’s admin. */
export const asAdmin = async ({ send }: Client): Promise<Sent> => cookieOf(await send(apiPaths.signInDemo(), { role: 'admin' }))
/** A new session of somebody who was added before. */
export const signIn = async ({ send }: Client, login: string): Promise<Sent> =>
  cookieOf(await send(apiPaths.signIn(), { login, password: goodPassword }))

/** Adds somebody who has not chosen a password yet: their id, and the secret of their link. */
export const invite = async ({ send }: Client, admin: Sent, name: string, grant: Grant): Promise<{ id: string; secret: string }> => {
  const answer = await send(apiPaths.users(), { name, email: `${name}@example.com`, username: name, grants: [grant] }, admin)
  const { user, link } = invitedUser.parse(await answer.json())
  return { id: user.id, secret: new URL(link.url).hash.slice(1) }
}

/** Adds somebody with `goodPassword`, and their first session. */
export const addUser = async (client: Client, admin: Sent, name: string, grant: Grant): Promise<{ id: string; session: Sent }> => {
  const { id, secret } = await invite(client, admin, name, grant)
  return { id, session: cookieOf(await client.send(apiPaths.setUp(), { secret, password: goodPassword })) }
}
