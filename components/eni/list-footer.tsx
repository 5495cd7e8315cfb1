'use client'
import { useTranslations } from 'use-intl'
import { Pager, type Page } from '#components/table/pager.tsx'
import { TableFormSwitch } from '#components/table/table-form-switch.tsx'
import { Button } from '#components/ui/button.tsx'
import type { TableForm } from '#lib/i18n/preferences.ts'
import type { EniList } from './use-eni-list.ts'

type FooterProps = {
  list: EniList
  page: Page | undefined
  hrefOf: (page: number) => string
  onPage: (page: number) => void
  onForm: (form: TableForm) => void
}

/** Below the rows: how many of them are here, the way to the others, and how they are read. */
export const ListFooter = ({ list, page, hrefOf, onPage, onForm }: FooterProps) => {
  const t = useTranslations('eni')
  const coming = page === undefined && (list.loadMore !== undefined || list.loadingMore)
  const total = list.byServer ? list.matching : (list.total ?? list.matching)
  return (
    <div
      className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 border-t border-subtle px-4 py-1 text-sm text-secondary max-md:px-3"
      data-no-print
    >
      <span className="num">{coming ? t('moreToLoad', { loaded: list.rows.length, total }) : t('count', { count: list.matching })}</span>
      {coming && list.loadMore !== undefined && (
        <Button size="sm" variant="ghost" pending={list.loadingMore} onClick={list.loadMore}>
          {t('loadMore')}
        </Button>
      )}
      <div className="ml-auto flex items-center gap-3">
        {page !== undefined && <Pager label={t('title')} page={page} hrefOf={hrefOf} onPage={onPage} />}
        <TableFormSwitch value={page === undefined ? 'rows' : 'pages'} onChange={onForm} />
      </div>
    </div>
  )
}
