'use client'
import { lazy, Suspense } from 'react'
import { useTranslations } from 'use-intl'
import { PanelSkeleton } from './panel-skeleton.tsx'
import type { useListPanel } from './use-list-panel.ts'

// Its code comes when the first row is opened: a list is looked at more often than a row of it.
const EniPanel = lazy(async () => ({ default: (await import('./eni-panel.tsx')).EniPanel }))

type ListPanelProps = { panel: ReturnType<typeof useListPanel>; scope: { account: string; region: string }; writesAllowed: boolean }

/** The place beside the rows, 400 px from 1280 px on: the rows keep the room that their columns need. */
export const ListPanel = ({ panel: { eniId, row, previous, next, close }, scope, writesAllowed }: ListPanelProps) => {
  const t = useTranslations('eni.panel')
  if (eniId === undefined) return null
  const { account, region } = row?.eni ?? scope
  return (
    <aside
      aria-label={t('label', { name: row?.eni.name || eniId })}
      data-no-print
      className="hidden max-h-[max(20rem,calc(100dvh-11.5rem))] overflow-y-auto border-l border-default xl:sticky xl:top-12 xl:block"
    >
      <Suspense fallback={<PanelSkeleton />}>
        <EniPanel
          eniId={eniId}
          scope={{ ...(account === '' ? {} : { account }), ...(region === '' ? {} : { region }) }}
          writesAllowed={writesAllowed}
          onPrevious={previous}
          onNext={next}
          onClose={close}
        />
      </Suspense>
    </aside>
  )
}
