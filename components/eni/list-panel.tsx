'use client'
import { lazy, Suspense } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#components/ui/button.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { paths } from '#lib/paths.ts'
import { PanelSkeleton } from './panel-skeleton.tsx'
import { soughtIp, type useListPanel } from './use-list-panel.ts'

// Its code comes when the first row is opened: a list is looked at more often than a row of it.
const EniPanel = lazy(async () => ({ default: (await import('./eni-panel.tsx')).EniPanel }))

type Scope = { account: string; region: string }
type Panel = ReturnType<typeof useListPanel>

/** Where the interface is, as far as the list or its filter knows. */
const scopeOf = (row: Panel['row'], chosen: Scope): Partial<Scope> => {
  const { account, region } = row?.eni ?? chosen
  return { ...(account === '' ? {} : { account }), ...(region === '' ? {} : { region }) }
}

/** Below 1280 px, where a link shows an interface beside the list: that there is one, and the way to it. */
export const PanelHint = ({ panel: { eniId, row, sought, close }, scope }: { panel: Panel; scope: Scope }) => {
  const t = useTranslations('eni.panel')
  const common = useTranslations('common')
  if (eniId === undefined) return null
  return (
    <div
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-subtle px-4 py-2 text-sm xl:hidden max-md:px-3"
      data-no-print
    >
      <p className="min-w-0 [overflow-wrap:anywhere]">{t('noRoom', { name: row?.eni.name || eniId })}</p>
      <span className="flex gap-2">
        <LinkButton size="sm" href={paths.eni(eniId, { ...scopeOf(row, scope), ip: row && soughtIp(row.eni, sought) })}>
          {t('openPage')}
        </LinkButton>
        <Button size="sm" variant="ghost" onClick={close}>
          {common('close')}
        </Button>
      </span>
    </div>
  )
}

/** The place beside the rows, 400 px from 1280 px on: the rows keep the room that their columns need. */
export const ListPanel = ({
  panel,
  scope,
  paused,
  writesAllowed,
}: {
  panel: Panel
  scope: Scope
  paused: boolean
  writesAllowed: boolean
}) => {
  const t = useTranslations('eni.panel')
  const { eniId, shown, row, sought, previous, next, close } = panel
  if (eniId === undefined || !shown) return null
  return (
    <aside
      aria-label={t('label', { name: row?.eni.name || eniId })}
      data-no-print
      className="hidden max-h-[max(20rem,calc(100dvh-11.5rem))] overflow-y-auto border-l border-default xl:sticky xl:top-12 xl:block"
    >
      <Suspense fallback={<PanelSkeleton />}>
        <EniPanel
          eniId={eniId}
          scope={scopeOf(row, scope)}
          sought={sought}
          paused={paused}
          writesAllowed={writesAllowed}
          onPrevious={previous}
          onNext={next}
          onClose={close}
        />
      </Suspense>
    </aside>
  )
}
