import type { EniOrder } from '#lib/plan/eni-order.ts'

export const sortKeys = ['name', 'instance', 'vpc', 'subnet', 'ip', 'used', 'eips', 'state'] as const
export type SortKey = (typeof sortKeys)[number]
export type EniSort = EniOrder & { key: SortKey }
export const defaultSort: EniSort = { key: 'name', descending: false }

/** `-used` → used, descending. Anything else than a known key gives the default: a URL is input. */
export function parseSort(text: string): EniSort {
  const key = sortKeys.find((candidate) => candidate === text.replace(/^-/, ''))
  return key === undefined ? defaultSort : { key, descending: text.startsWith('-') }
}
export const formatSort = ({ key, descending }: EniSort): string => (descending ? `-${key}` : key)
