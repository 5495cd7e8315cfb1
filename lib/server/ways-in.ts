import 'server-only'
import { linkTo } from './auth/link-url.ts'
import type { Parts } from './parts.ts'

/**
 * What a person at the terminal needs who cannot sign in yet: the one-time link that makes the first admin, or the demo's token for
 * programs. Written there and not into the log, which others may read.
 */
export const waysIn = async (parts: Pick<Parts, 'firstAdminLink' | 'demoToken'>, origin: string): Promise<string[]> => {
  const link = await parts.firstAdminLink()
  const token = await parts.demoToken()
  return [
    ...(link ? [`Nobody can sign in yet. Make the first admin here, within 24 hours: ${linkTo({ origin }, link).url}`] : []),
    ...(token ? [`For programs, as an operator of this demo: curl -H 'Authorization: Bearer ${token}' ${origin}/api/v1/enis`] : []),
  ]
}
