import { redirect } from 'next/navigation'
import { paths } from '#lib/paths.ts'

type Search = Record<string, string | string[] | undefined>

/** The addresses that the URL of a question names. Without any there is nothing to ask: on to the page of the ENI. */
export function namedAddresses(eniId: string, search: Search, key: 'ip' | 'ips'): [string, ...string[]] {
  const text = (name: string): string | undefined => (typeof search[name] === 'string' ? search[name] : undefined)
  const named = text(key) ?? ''
  const [first, ...others] = (key === 'ips' ? named.split(',') : [named]).filter(Boolean)
  if (first === undefined) redirect(paths.eni(eniId, { account: text('account'), region: text('region') }))
  return [first, ...others]
}
