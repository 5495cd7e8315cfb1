'use client'
import { ChevronRight } from 'lucide-react'
import { useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { GridCell, GridRow } from '#components/ui/grid-list.tsx'
import { Ident } from '#components/ui/ident.tsx'
import { Time } from '#components/ui/time.tsx'
import { paths } from '#lib/paths.ts'
import type { AuditRow as Row } from '#lib/schema/audit.ts'
import { AuditDetails } from './audit-details.tsx'
import { ResultStatus, useActionName, useActorName } from './use-audit-words.tsx'

/** The columns of a row where there is room for them; below, a few lines. */
export const rowGrid = 'gap-x-4 @4xl:grid-cols-[13.5rem_minmax(6rem,1fr)_minmax(11rem,1.2fr)_minmax(9rem,1.2fr)_9rem]'

const ObjectCell = ({ row }: { row: Row }) => {
  const common = useTranslations('common')
  const { target, account, region } = row
  if (target === undefined) return <span className="text-tertiary @max-4xl:hidden">{common('none')}</span>
  if (row.operationId !== undefined) return <Ident value={target} href={paths.eni(target, { account, region })} copy />
  return (
    <span className="flex min-w-0 items-center gap-0.5">
      <span data-raw translate="no" className="min-w-0 truncate text-sm" title={row.targetName ?? target}>
        {row.targetName ?? target}
      </span>
      <CopyButton value={target} />
    </span>
  )
}

/** One row of the log: when, who, what, to what, with what result; the rest unfolds below it. */
export const AuditRow = ({ row, open: openAtFirst }: { row: Row; open: boolean }) => {
  const t = useTranslations('audit')
  const nameOf = useActionName()
  const actorOf = useActorName()
  const details = useId()
  const [open, setOpen] = useState(openAtFirst)
  return (
    <li data-audit={row.seq} className="border-b border-subtle px-3 py-1.5 last:border-b-0">
      <GridRow grid={rowGrid}>
        <GridCell label={t('time')} className="text-sm text-secondary @max-4xl:col-span-2">
          <Time at={row.at} mode="absolute" />
        </GridCell>
        <GridCell label={t('who')} className="min-w-0 truncate text-sm @max-4xl:order-3">
          <span translate="no" data-raw title={row.actor}>
            {actorOf(row)}
          </span>
        </GridCell>
        <button
          type="button"
          data-row-control={row.seq}
          aria-expanded={open}
          aria-controls={details}
          aria-label={t('detailsOf', { action: nameOf(row.action), number: row.seq })}
          onClick={() => setOpen(!open)}
          className="-mx-1.5 inline-flex min-h-7 w-fit max-w-full items-center gap-1 rounded-md px-1.5 text-left text-sm font-semibold hover:bg-hover coarse:min-h-10 @max-4xl:order-1"
        >
          <ChevronRight className={`transition-transform duration-100 ${open ? 'rotate-90' : ''}`} />
          {nameOf(row.action)}
        </button>
        <GridCell label={t('object')} className="flex min-w-0 @max-4xl:order-4 @max-4xl:justify-end">
          <ObjectCell row={row} />
        </GridCell>
        <GridCell label={t('resultColumn')} className="justify-self-start @max-4xl:order-2 @max-4xl:justify-self-end">
          <ResultStatus row={row} />
        </GridCell>
      </GridRow>
      <div id={details} hidden={!open}>
        {open ? <AuditDetails row={row} /> : null}
      </div>
    </li>
  )
}
