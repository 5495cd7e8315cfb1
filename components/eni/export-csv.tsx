'use client'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#components/ui/button.tsx'
import { announce } from '#components/ui/live-region.tsx'
import { csvFile } from '#lib/csv.ts'
import type { EniRow } from './eni-row.ts'

const fields = [
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

const cells = ({ eni, primaryIp, eips }: EniRow): (string | number)[] => [
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

const save = (name: string, text: string) => {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}

type ExportProps = {
  /** Every row of the filter, fetched to the end if need be. */
  allRows: () => Promise<readonly EniRow[]>
  scope: string
  disabledReason: string | undefined
  onFailed: (error: unknown) => void
}

/** Saves the rows as they are filtered and sorted, with every column, hidden or not. */
export const ExportCsv = ({ allRows, scope, disabledReason, onFailed }: ExportProps) => {
  const t = useTranslations('eni')
  const [running, setRunning] = useState(false)
  const run = async () => {
    setRunning(true)
    try {
      const rows = await allRows()
      save(csvName(scope, new Date()), csvFile([fields.map((field) => t(`column.${field}`)), ...rows.map(cells)]))
      announce(t('exported', { count: rows.length }))
      onFailed(undefined)
    } catch (error) {
      onFailed(error)
    } finally {
      setRunning(false)
    }
  }
  return (
    <Button icon={<Download />} onClick={() => void run()} pending={running} disabledReason={disabledReason}>
      {t('export')}
    </Button>
  )
}
