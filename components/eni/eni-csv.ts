import type { EniRow } from './eni-row.ts'

/** The columns of an export, shown in the table or not. */
export const fields = [
  'name',
  'id',
  'state',
  'instance',
  'account',
  'region',
  'vpc',
  'subnet',
  'zone',
  'primaryIp',
  'allIps',
  'usedCsv',
  'limitCsv',
  'eips',
  'mac',
] as const

/** One row of it. */
export const cells = ({ eni, primaryIp, eips }: EniRow): (string | number)[] => [
  eni.name,
  eni.eniId,
  eni.state,
  eni.instanceId ?? '',
  eni.account,
  eni.region,
  eni.vpcId,
  eni.subnetId,
  eni.zone ?? '',
  primaryIp ?? '',
  eni.privateIps.map((address) => address.ip).join(' '),
  eni.quota.used,
  eni.quota.limit ?? '',
  eips.join(' '),
  eni.mac ?? '',
]

/** Of what a file is: the place, empty for everywhere, and whether a filter has left anything out of it. */
export type CsvOf = { place: string; filtered: boolean }

/** `enis-vpc-7t9nf3pu-filtered-2026-11-22T21-55Z.csv`: what and when, in characters that every file system takes. */
export const csvName = ({ place, filtered }: CsvOf, at: Date): string => {
  const where = place.replaceAll(/[^\w-]+/g, '-')
  const what = ['enis', where, filtered ? 'filtered' : where === '' ? 'all' : ''].filter((part) => part !== '')
  return `${what.join('-')}-${at.toISOString().slice(0, 16).replace(':', '-')}Z.csv`
}

/** Has the browser keep a text as a file. */
export const save = (name: string, text: string) => {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
