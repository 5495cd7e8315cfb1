'use client'
import { useCallback, useMemo, useRef, type ReactNode, type UIEvent } from 'react'
import { useTranslations } from 'use-intl'
import { ColumnsMenu } from '#components/table/columns-menu.tsx'
import { DataTable, type TableHandle } from '#components/table/data-table.tsx'
import { RowMenus } from '#components/table/row-menu.tsx'
import type { TableSort } from '#components/table/table-column.ts'
import { TableSkeleton } from '#components/table/table-skeleton.tsx'
import { useColumns } from '#components/table/use-columns.ts'
import { cx } from '#components/ui/class-names.ts'
import { Freshness } from '#components/ui/freshness.tsx'
import { outdated } from '#components/ui/outdated.ts'
import { PageTop } from '#components/ui/page-top.tsx'
import type { TableForm } from '#lib/i18n/preferences.ts'
import { useSeveralAccounts } from '#lib/query/use-several-accounts.ts'
import { eniColumns } from './eni-columns.tsx'
import { EniCount } from './eni-count.tsx'
import { ListEmpty, ListTrouble } from './eni-list-states.tsx'
import type { EniRow } from './eni-row.ts'
import { EniToolbar } from './eni-toolbar.tsx'
import { ExportCsv, ExportTrouble, useExport } from './export-csv.tsx'
import { ListFooter } from './list-footer.tsx'
import { ListPanel, PanelHint } from './list-panel.tsx'
import { RowWordsContext } from './row-copy.tsx'
import { useEniList } from './use-eni-list.ts'
import { useLinkedRow } from './use-linked-row.ts'
import { useListKeys } from './use-list-keys.ts'
import { useListPages } from './use-list-pages.ts'
import { useListPanel } from './use-list-panel.ts'
import { usePhoneRow } from './use-phone-row.tsx'
import { useRowActions } from './use-row-actions.tsx'
import { sortOf, useListUrl } from './use-list-url.ts'

const keyOf = (row: EniRow) => row.key
const columnsOfOneAccount = eniColumns.filter((column) => column.id !== 'account')
const columnsOfOneVpc = columnsOfOneAccount.filter((column) => column.id !== 'vpc')
const headingIds = ['name', 'state', 'used', 'eips', 'instance', 'subnet', 'vpc', 'actions'] as const
/** The next page is asked for this many pixels before the end is in sight. */
const loadAheadPx = 1200

type ScreenProps = {
  /** Chooses the VPC (filled in by the page). */
  picker: ReactNode
  /** False on a read-only server. */
  writesAllowed: boolean
  /** How somebody wants long tables, and what they choose here. A page in the URL is shown as one in any case. */
  tables: TableForm
  onTables: (form: TableForm) => void
}

/** The list of ENIs, in every state it can be in. */
export const EniListScreen = ({ picker, writesAllowed, tables, onTables }: ScreenProps) => {
  const t = useTranslations('eni')
  const account = useTranslations('account')
  const url = useListUrl()
  const { list, choice, choose, paused, setPaused, refreshing, refresh } = useEniList(url)
  const { rows, from, page, waiting } = useListPages(list, url.page ?? (tables === 'pages' ? 1 : undefined))
  const chooseForm = (form: TableForm) => {
    onTables(form)
    if (form === 'rows') url.leavePages()
  }
  const severalAccounts = useSeveralAccounts() && choice.account === ''
  const columns = choice.vpc !== '' ? columnsOfOneVpc : severalAccounts ? eniColumns : columnsOfOneAccount
  const columnChoice = useColumns('enis', columns)
  const headings = useMemo(
    () => ({ ...Object.fromEntries(headingIds.map((id) => [id, t(`column.${id}`)])), ip: t('column.primaryIp'), account: account('one') }),
    [t, account],
  )
  const filters = [url.q.trim(), url.subnet, url.state].filter((value) => value !== '')
  const csv = useExport(list.allRows, { place: choice.vpc || choice.region || choice.account, filtered: filters.length > 0 })
  const common = useTranslations('common')
  const words = useMemo(
    () => ({ copy: (value: string) => common('copyValue', { value }), copied: common('copied'), copyFailed: common('copyFailed') }),
    [common],
  )
  const { settle, setSort } = url
  const sort = useMemo(() => ({ id: url.sort.key, descending: url.sort.descending }), [url.sort])
  const onSort = useCallback(({ id, descending }: TableSort) => setSort(sortOf(id, descending)), [setSort])
  const table = useRef<TableHandle>(null)
  const panel = useListPanel(rows, url, table)
  useLinkedRow(list, panel.eniId, page === undefined)
  const phone = usePhoneRow(choice.vpc)
  const searchAll = () => choose({ account: '', region: '', vpc: '' })
  const nearEnd = ({ target }: UIEvent) => {
    if (page !== undefined || !(target instanceof HTMLElement) || list.loadMore === undefined || list.loadingMore) return
    if (target.scrollHeight - target.scrollTop - target.clientHeight < loadAheadPx) list.loadMore()
  }
  const { itemsOf, onAssign, onCopy } = useRowActions(list.rows, writesAllowed)
  const menuLabel = useCallback((name: string) => t('rowMenu.label', { name }), [t])
  // As with `open`: what was typed is in the URL before the page is left, so that Back shows the same rows.
  useListKeys({
    onCopy,
    onAssign: (key) => {
      settle()
      onAssign(key)
    },
    onRows: () => void table.current?.focusRow(undefined),
  })
  const coming = list.loadingMore || list.missing.some(({ code }) => code === 'loading')
  const empty = !list.pending && list.observedAt !== undefined && list.rows.length === 0 && !coming
  const skeleton = list.error === null && (list.pending || (rows.length === 0 && (coming || waiting)))
  return (
    <div className="px-4 pb-6 md:px-6">
      <PageTop
        title={t('title')}
        aside={<EniCount list={list} filters={filters} />}
        meta={<Freshness observedAt={list.observedAt} refreshing={refreshing} onRefresh={refresh} paused={paused} onPause={setPaused} />}
        actions={
          <ExportCsv
            csv={csv}
            disabledReason={
              list.observedAt === undefined || list.isOld || (list.loadingMore && !list.byServer) ? t('exportLoading') : undefined
            }
          />
        }
      />
      <div className="grid gap-3 pb-3 empty:hidden">
        <ListTrouble list={list} onRetry={refresh} />
        <ExportTrouble csv={csv} />
      </div>
      {/* Clipped, not hidden: the panel in it sticks to the window. */}
      <div className="overflow-clip rounded-lg border border-default bg-surface">
        <EniToolbar
          choice={choice}
          q={url.q}
          subnet={url.subnet}
          state={url.state}
          onQ={url.setQ}
          onSettle={settle}
          onSubnet={url.setSubnet}
          onState={url.setState}
          onClear={url.clear}
          picker={picker}
          end={<ColumnsMenu columns={columns} headings={headings} choice={columnChoice} />}
        />
        <PanelHint panel={panel} scope={choice} />
        <div className={cx('items-start', panel.eniId !== undefined && 'xl:grid xl:grid-cols-[minmax(0,1fr)_25rem]')}>
          <div aria-busy={list.isOld || undefined} className={cx('min-w-0', list.isOld && outdated)}>
            {skeleton ? (
              <TableSkeleton columns={columns} hidden={columnChoice.hidden} />
            ) : empty ? (
              <ListEmpty choice={choice} filters={filters.length} onClear={url.clear} onSearchAll={searchAll} />
            ) : (
              rows.length > 0 && (
                <RowWordsContext value={words}>
                  <RowMenus itemsOf={itemsOf} label={menuLabel}>
                    <div onScrollCapture={nearEnd}>
                      <DataTable
                        key={page?.number ?? 0}
                        label={t('title')}
                        columns={columns}
                        headings={headings}
                        rows={rows}
                        from={from}
                        total={page?.total ?? (list.byServer ? list.matching : list.rows.length)}
                        rowKey={keyOf}
                        hidden={columnChoice.hidden}
                        beside={panel.eniId !== undefined}
                        ref={table}
                        sort={sort}
                        onSort={onSort}
                        onOpen={panel.open}
                        arrowOpens
                        selectedKey={panel.row?.key}
                        {...phone}
                      />
                    </div>
                  </RowMenus>
                </RowWordsContext>
              )
            )}
            {!skeleton && list.rows.length > 0 && (
              <ListFooter list={list} page={page} hrefOf={url.hrefOf} onPage={url.setPage} onForm={chooseForm} />
            )}
          </div>
          <ListPanel panel={panel} scope={choice} paused={paused} writesAllowed={writesAllowed} />
        </div>
      </div>
    </div>
  )
}
