import { AppError } from '#lib/server/base/errors.ts'
import { transact } from '#lib/server/db/transact.ts'
import type { Client } from './client.ts'
import type { AuthDeps } from './deps.ts'
import { createLibrary, oidcProviderOf, whoCameBack, type Library } from './library.ts'
import { mustNotWait } from './passwords.ts'
import type { SignIn } from './sign-in.ts'
import { countTry, mayBeTold } from './throttle.ts'

/** `cookies`: to be set in the browser; `location`: a path of this console. */
export type CameBack = { cookies: string[]; location: string }

const failed = (reason: 'sso_unknown' | 'sso_failed'): string => `/sign-in?reason=${reason}`
/** What the library says of somebody whom the provider vouches for and we do not know. */
const unknown = ['signup_disabled', 'account_not_linked', 'email_not_found']

/** Somebody waits for it. */
const answerMs = 10_000
class NoAnswer extends Error {}

/** Single sign-on by the library: state, PKCE, nonce and the ID token's signature are its business. */
export const createOidc = (deps: AuthDeps, signIn: SignIn) => {
  const { db, audit, clock } = deps
  const provider = oidcProviderOf(deps.oidc?.issuer ?? '')
  let library: Library | undefined

  /** What the library says, if it does: it waits for the provider without end. A new one is made after a failure, and asks it again. */
  const ask = async <Answer>(run: (library: Library) => Promise<Answer>): Promise<Answer> => {
    const asked = (library ??= createLibrary(deps, deps.oidc))
    const over = new AbortController()
    try {
      return await Promise.race([
        run(asked),
        clock.sleep(answerMs, over.signal).then(() => {
          throw new NoAnswer('the provider does not answer')
        }),
      ])
    } catch (error) {
      if (library === asked) library = undefined
      throw error
    } finally {
      over.abort()
    }
  }

  return {
    /** Where the browser goes, and the cookie that ties the answer to it. Throws AppError `not_found`, `sso_unreachable`. */
    async start(next: string, client: Client): Promise<{ url: string; cookie: string }> {
      if (!deps.oidc) throw new AppError('not_found')
      mustNotWait(await transact(db, (tx) => countTry(tx, [{ kind: 'sso', value: client.address }], clock.now())))
      // It ends without a session of the library's (see whoCameBack), so by its own account always with an error.
      const body = {
        provider,
        callbackURL: '/',
        errorCallbackURL: `/sign-in?next=${encodeURIComponent(next)}`,
        disableRedirect: true,
      }
      try {
        const answer = await ask(({ api }) => api.signInSocial({ body, headers: new Headers(), returnHeaders: true }))
        const { url } = answer.response
        const cookie = answer.headers.get('set-cookie')
        if (url === undefined || cookie === null) throw new Error('the library named no page to go to')
        return { url, cookie }
      } catch (error) {
        throw new AppError('sso_unreachable', { retryAfterSeconds: 5 }, { cause: error })
      }
    },

    /** What the provider sent back, judged; starts a session or says why not. */
    async finish(query: Record<string, string | undefined>, cookie: string, client: Client): Promise<CameBack> {
      if (!deps.oidc) throw new AppError('not_found')
      let answer = new Response(null)
      let error: string | undefined
      const userId = await whoCameBack(async () => {
        const asked = { params: { id: provider }, query, headers: new Headers({ cookie }), asResponse: true } as const
        answer = await ask(({ api }) => api.callbackOAuth({ ...asked, method: 'GET' }))
      }).catch((thrown: unknown) => {
        if (!(thrown instanceof NoAnswer)) throw thrown
        error = 'no_answer'
        return undefined
      })
      const cookies = answer.headers.getSetCookie()
      const said = new URL(answer.headers.get('location') ?? '/', 'http://localhost').searchParams
      error ??= /^\w{1,60}$/.exec(said.get('error') ?? '')?.[0] ?? 'unknown'
      if (userId === undefined) {
        const data = { how: 'oidc', code: error, address: client.address }
        await transact(db, async (tx) => {
          const at = clock.now()
          if (!(await mayBeTold(tx, client.address, at))) return
          await audit.record(tx, { at, actor: 'anonymous', action: 'sign_in_failed', phase: 'event', data })
        })
        return { cookies, location: failed(unknown.includes(error) ? 'sso_unknown' : 'sso_failed') }
      }
      try {
        const started = await signIn.vouchedFor(userId, client)
        return { cookies: [...cookies, started.cookie], location: said.get('next') ?? '/' }
      } catch (thrown) {
        if (thrown instanceof AppError) return { cookies, location: failed('sso_unknown') }
        throw thrown
      }
    },
  }
}
