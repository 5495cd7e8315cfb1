import 'server-only'
import { headers } from 'next/headers'
import { forbidden, redirect } from 'next/navigation'
import { cache } from 'react'
import { paths } from '#lib/paths.ts'
import { may, type Action, type Actor } from '#lib/schema/role.ts'
import { nextPath } from '#lib/schema/sign-in.ts'
import type { Who } from '#lib/server/auth/auth.ts'
import { clientAddressHeader, requestPathHeader } from '#lib/server/auth/cookie.ts'
import { auth } from '#lib/server/auth/current.ts'

/** Who looks at this page, once a request; undefined: nobody who is signed in. */
const whoLooks = cache(async (): Promise<Who | undefined> => {
  const given = await headers()
  const { identify } = await auth()
  // A token is for programs: pages are for people.
  return identify({ cookie: given.get('cookie'), authorization: null }, given.get(clientAddressHeader) ?? 'unknown', false)
})

/** The path to come back to, without what the framework adds for itself. */
const cameFrom = async (): Promise<string> => {
  const url = new URL((await headers()).get(requestPathHeader) ?? '/', 'http://localhost')
  url.searchParams.delete('_rsc')
  const path = nextPath.safeParse(`${url.pathname}${url.search}`)
  return path.success ? path.data : '/'
}

/**
 * Whoever looks at this page, who may do that. Every page calls it (a layout is not drawn anew when only the page below it
 * changes): who is not signed in goes to /sign-in and comes back, who lacks the role sees the page for that, with 403.
 */
export const requireActor = async (action: Action = 'read'): Promise<Actor> => {
  const who = await whoLooks()
  if (who === undefined) {
    const next = await cameFrom()
    redirect(paths.signIn(next === '/' ? {} : { next }))
  }
  if (!may(who.role, action)) forbidden()
  return who
}
