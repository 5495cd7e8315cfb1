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

/** `enis-prod-core-2026-11-22T21-55.csv`: what and when, in characters that every file system takes. */
export const csvName = (scope: string, at: Date): string =>
  `enis-${scope.replace(/[^\w-]+/g, '-') || 'all'}-${at.toISOString().slice(0, 16).replace(':', '-')}Z.csv`

/** Has the browser keep a text as a file. */
export const save = (name: string, text: string) => {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
