'use client'
import { useQuery } from '@tanstack/react-query'
import { Search, User } from 'lucide-react'
import { parseAsString, useQueryStates } from 'nuqs'
import { useTranslations } from 'use-intl'
import { ListTop } from '#components/form/list-top.tsx'
import { TimeRange } from '#components/form/time-range.tsx'
import { Button } from '#components/ui/button.tsx'
import { DownloadLink } from '#components/ui/download-link.tsx'
import { Select } from '#components/ui/select.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { apiPaths } from '#lib/paths.ts'
import { accountListQuery } from '#lib/query/account.ts'
import { auditQuery } from '#lib/query/audit.ts'
import { useSettledWords } from '#lib/query/use-debounced.ts'
import { useList } from '#lib/query/use-list.ts'
import { auditActions, auditExportFormats, type AuditFilter } from '#lib/schema/audit.ts'
import { auditFilter, auditParams, noParams, type AuditParams } from './audit-filter.ts'
import { AuditList } from './audit-list.tsx'
import { useActionName } from './use-audit-words.tsx'

const inUrl = Object.fromEntries(auditParams.map((name) => [name, parseAsString.withDefault('')]))

/** All rows that match as a file. */
const Export = ({ filter }: { filter: AuditFilter }) => {
  const t = useTranslations('audit')
  const { seq, ...rest } = filter
  const query = { ...rest, seq: seq === undefined ? undefined : String(seq) }
  return (
    <span className="flex gap-1">
      {auditExportFormats.map((format) => (
        <DownloadLink key={format} href={apiPaths.auditExport({ ...query, format })}>
          {t(`exportAs.${format}`)}
        </DownloadLink>
      ))}
    </span>
  )
}

/** The audit log with its filters, which live in the URL. */
export const AuditScreen = () => {
  const t = useTranslations('audit')
  const nameOf = useActionName()
  const [url, setUrl] = useQueryStates(inUrl, { history: 'replace', shallow: true })
  const params: AuditParams = { ...noParams, ...url }
  const filter = auditFilter({ ...params, who: useSettledWords(params.who), object: useSettledWords(params.object) })
  const list = useList(auditQuery(filter))
  const accounts = useQuery(accountListQuery()).data?.items ?? []
  // Typing replaces the entry of the history, choosing makes one: Back then undoes a choice and not a letter.
  const set = (some: Partial<AuditParams>) => void setUrl({ ...some, row: '' })
  const choose = (some: Partial<AuditParams>) => void setUrl({ ...some, row: '' }, { history: 'push' })
  const clear = (
    <Button size="sm" onClick={() => void setUrl(null, { history: 'push' })}>
      {t('clear')}
    </Button>
  )
  const known = ['', ...auditActions]
  const actions = known.includes(params.action) ? known : [...known, params.action]
  return (
    <div className="px-4 pb-8 md:px-6">
      <ListTop title={t('heading')} list={list} filter={filter} actions={<Export filter={filter} />}>
        <p className="max-w-prose text-sm text-secondary">{t('intro')}</p>
      </ListTop>
      <search className="flex flex-wrap items-end gap-2 pb-3">
        <TimeRange from={params.from} to={params.to} onChange={set} onChoose={choose} />
        <Select
          label={t('action')}
          labelHidden
          className="w-48 max-md:w-full"
          value={params.action}
          onChange={(action) => choose({ action })}
          options={actions.map((action) => ({ value: action, label: action === '' ? t('allActions') : nameOf(action) }))}
        />
        {accounts.length > 1 ? (
          <Select
            label={t('account')}
            labelHidden
            className="w-44 max-md:w-full"
            value={params.account}
            onChange={(account) => choose({ account })}
            options={[{ value: '', label: t('allAccounts') }, ...accounts.map(({ name }) => ({ value: name, label: name }))]}
          />
        ) : null}
        <TextField
          type="search"
          label={t('who')}
          labelHidden
          placeholder={t('whoPlaceholder')}
          icon={<User />}
          className="w-full md:w-44"
          value={params.who}
          onChange={(event) => set({ who: event.target.value })}
        />
        <TextField
          type="search"
          data-page-search
          label={t('object')}
          labelHidden
          placeholder={t('objectPlaceholder')}
          icon={<Search />}
          className="w-full md:w-72"
          value={params.object}
          onChange={(event) => set({ object: event.target.value })}
        />
        {Object.keys(auditFilter(params)).length > 0 ? clear : null}
      </search>
      <div className="overflow-clip rounded-lg border border-default bg-surface">
        <AuditList list={list} filter={filter} clear={clear} />
      </div>
    </div>
  )
}
