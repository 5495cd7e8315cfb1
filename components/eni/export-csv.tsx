'use client'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useProblemText } from '#components/form/use-problem-text.ts'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { announce } from '#components/ui/live-region.tsx'
import { csvFile } from '#lib/csv.ts'
import { cells, csvName, fields, save, type CsvOf } from './eni-csv.ts'
import { partName } from './eni-list-states.tsx'
import type { AllRows } from './use-eni-list.ts'

type Trouble = { error: unknown } | { missing: AllRows['missing'] }

/**
 * Saves the rows as they are filtered and sorted, with every column, hidden or not. `allRows`: every row of the filter, fetched to the
 * end if need be. What would not be in the file is said before there is one.
 */
export function useExport(allRows: () => Promise<AllRows>, of: CsvOf) {
  const t = useTranslations('eni')
  const [running, setRunning] = useState(false)
  const [trouble, setTrouble] = useState<Trouble>()
  const run = async (inPart: boolean) => {
    setRunning(true)
    try {
      const { rows, missing } = await allRows()
      if (missing.length > 0 && !inPart) {
        setTrouble({ missing })
        return announce(t('exportPartTitle'))
      }
      save(csvName(of, new Date()), csvFile([fields.map((field) => t(`column.${field}`)), ...rows.map(cells)]))
      announce(t('exported', { count: rows.length }))
      setTrouble(undefined)
    } catch (error) {
      setTrouble({ error })
    } finally {
      setRunning(false)
    }
  }
  return { running, trouble, run: (inPart = false) => void run(inPart), dismiss: () => setTrouble(undefined) }
}

type Export = ReturnType<typeof useExport>

export const ExportCsv = ({ csv, disabledReason }: { csv: Export; disabledReason: string | undefined }) => {
  const t = useTranslations('eni')
  return (
    <Button icon={<Download />} onClick={() => csv.run()} pending={csv.running} disabledReason={disabledReason}>
      {t('export')}
    </Button>
  )
}

/** Why there is no file, or not yet one. */
export const ExportTrouble = ({ csv: { running, trouble, run, dismiss } }: { csv: Export }) => {
  const t = useTranslations('eni')
  const common = useTranslations('common')
  const text = useProblemText()
  if (trouble === undefined) return null
  if ('error' in trouble)
    return (
      <Banner tone="danger" title={t('exportFailed')}>
        {text(trouble.error)}
      </Banner>
    )
  return (
    <Banner
      tone="warning"
      title={t('exportPartTitle')}
      actions={
        <>
          <Button size="sm" pending={running} onClick={() => run(true)}>
            {t('exportPart')}
          </Button>
          <Button size="sm" variant="ghost" onClick={dismiss}>
            {common('cancel')}
          </Button>
        </>
      }
    >
      {t('exportPartText', { parts: trouble.missing.map(partName).join(', ') })}
    </Banner>
  )
}
