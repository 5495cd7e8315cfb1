'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { RefreshCw, Search, SearchX } from 'lucide-react'
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { useTranslations } from 'use-intl'
import { Age } from '#components/ui/age.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Select } from '#components/ui/select.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { operationsQuery } from '#lib/query/operation.ts'
import { listFilter, stateFilters } from './list-filter.ts'
import { OperationList } from './operation-list.tsx'

const inUrl = { state: parseAsStringLiteral(stateFilters).withDefault('all'), q: parseAsString.withDefault('') }

/** All operations with their filters, which live in the URL. */
export const OperationsScreen = () => {
  const t = useTranslations('operation')
  const common = useTranslations('common')
  const [{ state, q }, setFilter] = useQueryStates(inUrl, { history: 'replace', shallow: true })
  const filter = listFilter(state, q)
  const query = useInfiniteQuery(operationsQuery(filter))
  const filtered = Object.keys(filter).length > 0
  const total = query.data?.pages[0]?.total
  const clear = (
    <Button size="sm" onClick={() => void setFilter({ state: 'all', q: '' })}>
      {t('empty.clear')}
    </Button>
  )
  return (
    <div className="px-4 pb-8 md:px-6">
      <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 pt-4 pb-3">
        <h1 className="text-xl font-semibold">
          {t('heading')} {total === undefined ? null : <span className="num font-normal text-tertiary">{total}</span>}
        </h1>
        <span className="flex items-center gap-1">
          {query.dataUpdatedAt > 0 ? <Age observedAt={new Date(query.dataUpdatedAt).toISOString()} /> : null}
          <IconButton icon={<RefreshCw />} label={common('refresh')} pending={query.isRefetching} onClick={() => void query.refetch()} />
        </span>
      </header>
      <search className="flex flex-wrap items-end gap-2 pb-3">
        <Select
          label={t('filter.state')}
          labelHidden
          className="w-44"
          value={state}
          onChange={(next) => void setFilter({ state: next })}
          options={stateFilters.map((value) => ({ value, label: t(`filter.${value}`) }))}
        />
        <TextField
          type="search"
          data-page-search
          label={t('filter.text')}
          labelHidden
          placeholder={t('filter.placeholder')}
          icon={<Search />}
          className="w-full md:w-80"
          value={q}
          onChange={(event) => void setFilter({ q: event.target.value })}
        />
        {filtered ? clear : null}
      </search>
      <div className="overflow-hidden rounded-lg border border-default bg-surface">
        <OperationList
          {...filter}
          paged
          {...(filtered
            ? { empty: <EmptyState icon={<SearchX />} title={t('empty.matchTitle')} text={t('empty.matchText')} action={clear} /> }
            : {})}
        />
      </div>
    </div>
  )
}
