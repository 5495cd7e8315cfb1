'use client'
import { History, SearchX } from 'lucide-react'
import { parseAsString, useQueryStates } from 'nuqs'
import { useTranslations } from 'use-intl'
import { isEmptyRange } from '#components/form/field-time.ts'
import { ListBody } from '#components/form/list-body.tsx'
import { ListTop } from '#components/form/list-top.tsx'
import { Button } from '#components/ui/button.tsx'
import { DownloadLink } from '#components/ui/download-link.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { operationsExportPath, operationsQuery } from '#lib/query/operation.ts'
import { useSettledWords } from '#lib/query/use-debounced.ts'
import { useList } from '#lib/query/use-list.ts'
import { useSession } from '#lib/query/use-session.ts'
import { listFilter, listParams, noParams, type ListParams } from './list-filter.ts'
import { OperationFilters } from './operation-filters.tsx'
import { OperationRows } from './operation-list.tsx'

const inUrl = Object.fromEntries(listParams.map((name) => [name, parseAsString.withDefault('')]))

/** All operations with their filters, which live in the URL. */
export const OperationsScreen = () => {
  const t = useTranslations('operation')
  const time = useTranslations('form.time')
  const me = useSession()?.id
  const [url, setUrl] = useQueryStates(inUrl, { history: 'replace', shallow: true })
  const params: ListParams = { ...noParams, ...url }
  const filter = listFilter({ ...params, who: useSettledWords(params.who), q: useSettledWords(params.q) }, me)
  const list = useList(operationsQuery(filter))
  const isFiltered = Object.keys(listFilter(params, me)).length > 0
  const clear = (
    <Button size="sm" onClick={() => void setUrl(null, { history: 'push' })}>
      {t('empty.clear')}
    </Button>
  )
  return (
    <div className="px-4 pb-8 md:px-6">
      <ListTop
        title={t('heading')}
        list={list}
        filter={filter}
        actions={<DownloadLink href={operationsExportPath(filter)}>{t('export')}</DownloadLink>}
      />
      <OperationFilters
        params={params}
        onType={(some) => void setUrl(some)}
        onChoose={(some) => void setUrl(some, { history: 'push' })}
        hasOwn={me !== undefined}
        clear={isFiltered ? clear : null}
      />
      <div className="overflow-clip rounded-lg border border-default bg-surface">
        <ListBody
          list={list}
          failed={t('error.list')}
          more={t('filter.loadOlder')}
          empty={
            isFiltered ? (
              <EmptyState
                icon={<SearchX />}
                title={t('empty.matchTitle')}
                text={isEmptyRange(filter) ? time('emptyRange') : t('empty.matchText')}
                action={clear}
              />
            ) : (
              <EmptyState icon={<History />} title={t('empty.title')} text={t('empty.text')} />
            )
          }
        >
          {(items) => (
            <OperationRows items={items} paused={list.paused} isPage question={list.isOld ? undefined : JSON.stringify(filter)} />
          )}
        </ListBody>
      </div>
    </div>
  )
}
