'use client'
import { ChevronLeft, ChevronRight, X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { ProblemReport } from '#components/form/problem-report.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Ident } from '#components/ui/ident.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { isNotFound } from '#lib/query/api-error.ts'
import { paths } from '#lib/paths.ts'
import { AddressTable } from './address-table.tsx'
import { AssignAction, AssignReason } from './assign-action.tsx'
import { EniProperties } from './eni-properties.tsx'
import { EniState } from './eni-state.tsx'
import { EniTrouble } from './eni-trouble.tsx'
import { PanelSkeleton } from './panel-skeleton.tsx'
import { RunByTag } from './run-by-tag.tsx'
import { useEniDetail } from './use-eni-detail.ts'
import { soughtIp } from './use-list-panel.ts'

type PanelProps = {
  eniId: string
  /** Where the list has it, as far as that is known. */
  scope: { account?: string; region?: string }
  /** What the list is searched for: if it is an address of this interface, that is marked. */
  sought: string
  /** Live updates are paused, here as in the list. */
  paused: boolean
  writesAllowed: boolean
  /** Undefined at either end of the rows. */
  onPrevious: (() => void) | undefined
  onNext: (() => void) | undefined
  onClose: () => void
}

/** One interface beside the list: how it is, its addresses, and what can be done with them. The page of it has the rest. */
export const EniPanel = ({ eniId, scope: listed, sought, paused, writesAllowed, onPrevious, onNext, onClose }: PanelProps) => {
  const t = useTranslations('eni')
  const common = useTranslations('common')
  const { query, scope, refresh } = useEniDetail(eniId, { scope: listed, paused })
  const { data: detail, error } = query
  const gone = isNotFound(error)
  const ip = detail && soughtIp(detail.eni, sought)
  const name = detail?.eni.name || eniId
  const end = t('panel.end')
  return (
    <div className="grid gap-4 px-4 py-3">
      <header className="grid gap-1">
        <div className="flex items-start gap-2">
          <h2 className="min-w-0 flex-1 text-lg font-semibold [overflow-wrap:anywhere]">{name}</h2>
          <span className="flex flex-none">
            <IconButton
              label={t('panel.previous')}
              icon={<ChevronLeft />}
              onClick={onPrevious}
              disabledReason={onPrevious ? undefined : end}
              aria-keyshortcuts="["
            />
            <IconButton
              label={t('panel.next')}
              icon={<ChevronRight />}
              onClick={onNext}
              disabledReason={onNext ? undefined : end}
              aria-keyshortcuts="]"
            />
            <IconButton label={common('close')} icon={<X />} onClick={onClose} aria-keyshortcuts="Escape" />
          </span>
        </div>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Ident value={eniId} copy />
          {detail !== undefined && <EniState state={detail.eni.state} />}
          {detail !== undefined && <RunByTag eni={detail.eni} />}
        </div>
      </header>
      {detail === undefined ? (
        error === null ? (
          <PanelSkeleton />
        ) : (
          <Banner
            tone="danger"
            title={t(gone ? 'detail.notFoundTitle' : 'detail.errorTitle')}
            actions={
              <Button size="sm" onClick={refresh}>
                {common('retry')}
              </Button>
            }
          >
            {gone ? t('detail.notFoundText', { eniId }) : <ProblemReport error={error} />}
          </Banner>
        )
      ) : (
        <>
          {error !== null && <EniTrouble detail={detail} error={error} onRetry={refresh} />}
          <section aria-label={t('detail.addresses')} className="min-w-0">
            <AddressTable key={eniId} detail={detail} ip={ip} writesAllowed={writesAllowed} gone={gone} narrow />
          </section>
          <section aria-label={t('detail.properties')} className="min-w-0">
            <EniProperties detail={detail} columns={1} />
          </section>
        </>
      )}
      <footer className="sticky bottom-0 -mx-4 -mb-3 grid gap-2 border-t border-subtle bg-surface px-4 py-3">
        {detail !== undefined && !gone && <AssignReason detail={detail} writesAllowed={writesAllowed} />}
        <div className="flex flex-wrap gap-2">
          {detail !== undefined && !gone && <AssignAction detail={detail} writesAllowed={writesAllowed} />}
          <LinkButton href={paths.eni(eniId, { ...scope, ip })}>{t('panel.openPage')}</LinkButton>
        </div>
      </footer>
    </div>
  )
}
