'use client'
import { History, Search, SearchX } from 'lucide-react'
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { useTranslations } from 'use-intl'
import { ListBody } from '#components/form/list-body.tsx'
import { ListTop } from '#components/form/list-top.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Select } from '#components/ui/select.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { operationsQuery } from '#lib/query/operation.ts'
import { useSettledWords } from '#lib/query/use-debounced.ts'
import { useList } from '#lib/query/use-list.ts'
import { listFilter, stateFilters } from './list-filter.ts'
import { OperationRows } from './operation-list.tsx'

const inUrl = { state: parseAsStringLiteral(stateFilters).withDefault('all'), q: parseAsString.withDefault('') }

/** All operations with their filters, which live in the URL. */
export const OperationsScreen = () => {
  const t = useTranslations('operation')
  const [{ state, q }, setFilter] = useQueryStates(inUrl, { history: 'replace', shallow: true })
  const filter = listFilter(state, useSettledWords(q))
  const list = useList(operationsQuery(filter))
  const isFiltered = Object.keys(listFilter(state, q)).length > 0
  const clear = (
    <Button size="sm" onClick={() => void setFilter({ state: 'all', q: '' })}>
      {t('empty.clear')}
    </Button>
  )
  return (
    <div className="px-4 pb-8 md:px-6">
      <ListTop title={t('heading')} list={list} filter={filter} />
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
        {isFiltered ? clear : null}
      </search>
      <div className="overflow-hidden rounded-lg border border-default bg-surface">
        <ListBody
          list={list}
          failed={t('error.list')}
          more={t('filter.loadOlder')}
          empty={
            isFiltered ? (
              <EmptyState icon={<SearchX />} title={t('empty.matchTitle')} text={t('empty.matchText')} action={clear} />
            ) : (
              <EmptyState icon={<History />} title={t('empty.title')} text={t('empty.text')} />
            )
          }
        >
          {(items) => <OperationRows items={items} paused={list.paused} />}
        </ListBody>
      </div>
    </div>
  )
}
