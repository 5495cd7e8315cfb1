import 'server-only'
import { headers } from 'next/headers'
import { cache } from 'react'
import { localActor, type Actor } from '#lib/schema/role.ts'
import type { Session } from '#lib/schema/session.ts'
import { auth } from '#lib/server/auth/current.ts'
import { httpContext } from '#lib/server/http/context.ts'

/** Who asks for this page, once per request; undefined for nobody. */
export const pageSession = cache(async (): Promise<Session | undefined> => {
  const given = await headers()
  const people = await auth()
  // A page is read with a cookie only: a token is for the API.
  const who = await people.identify({ cookie: given.get('cookie'), authorization: null }, '', false)
  return who && people.describe(who)
})

/** What a page may be made for: whoever asks, or everyone on a server that asks nobody who they are. Undefined: nothing may be read. */
export const pageReader = async (): Promise<Pick<Actor, 'role' | 'grants'> | undefined> =>
  (await pageSession()) ?? (httpContext().signInRequired === true ? undefined : localActor)
