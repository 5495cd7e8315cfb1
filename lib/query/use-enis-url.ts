'use client'
import { parseAsInteger, parseAsString, useQueryStates } from 'nuqs'
import { paths } from '#lib/paths.ts'
import { useKeptUrl } from './use-kept-url.ts'

const text = parseAsString.withDefault('')
const inUrl = {
  account: text,
  region: text,
  vpc: text,
  q: text,
  subnet: text,
  state: text,
  sort: parseAsString.withDefault('name'),
  page: parseAsInteger,
  eni: parseAsString,
}

/**
 * All that the URL says of the list of interfaces, so that a link, a reload and Back show the same, and how to change it. The one
 * reader of it, for two reasons: while a sheet stands over the list the URL is the sheet's, and whoever forgot that would change the
 * rows behind it; and a change of the rows has to begin with their first page, which is then part of the same change.
 */
export function useEnisUrl() {
  const [now, set] = useQueryStates(inUrl)
  return { url: useKeptUrl(paths.enis(), now), set }
}
