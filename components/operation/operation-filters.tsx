'use client'
import { Search, User } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { TimeRange } from '#components/form/time-range.tsx'
import { Button } from '#components/ui/button.tsx'
import { Select } from '#components/ui/select.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { operationKinds } from '#lib/schema/operation.ts'
import { choiceOf, stateFilters, type ListParams } from './list-filter.ts'

type FiltersProps = {
  params: ListParams
  /** Typing replaces the entry of the history, choosing makes one: Back then undoes a choice and not a letter. */
  onType: (some: Partial<ListParams>) => void
  onChoose: (some: Partial<ListParams>) => void
  /** Whether it is known who reads, and so what is theirs. */
  hasOwn: boolean
  /** Takes all of them away, where there is one. */
  clear: ReactNode
}

/** What the list is narrowed by. */
export const OperationFilters = ({ params, onType, onChoose, hasOwn, clear }: FiltersProps) => {
  const t = useTranslations('operation.filter')
  const isMine = params.mine !== ''
  return (
    <search className="flex flex-wrap items-end gap-2 pb-3">
      <Select
        label={t('state')}
        labelHidden
        className="w-40 max-md:w-0 max-md:min-w-36 max-md:flex-1"
        value={choiceOf(stateFilters, params.state) ?? ''}
        onChange={(state) => onChoose({ state })}
        options={['' as const, ...stateFilters].map((value) => ({ value, label: t(`stateOf.${value || 'all'}`) }))}
      />
      <Select
        label={t('kind')}
        labelHidden
        className="w-36 max-md:w-0 max-md:min-w-36 max-md:flex-1"
        value={choiceOf(operationKinds, params.kind) ?? ''}
        onChange={(kind) => onChoose({ kind })}
        options={['' as const, ...operationKinds].map((value) => ({ value, label: t(`kindOf.${value || 'all'}`) }))}
      />
      <TimeRange from={params.from} to={params.to} onChange={onType} onChoose={onChoose} />
      <span className="flex gap-2 max-md:w-full">
        <TextField
          type="search"
          label={t('who')}
          labelHidden
          placeholder={t('whoPlaceholder')}
          icon={<User />}
          className="w-40 max-md:flex-1"
          value={params.who}
          onChange={({ target }) => onType({ who: target.value, mine: '' })}
        />
        {hasOwn ? (
          <Button
            aria-pressed={isMine}
            className="aria-pressed:border-selected aria-pressed:bg-selected"
            onClick={() => onChoose({ mine: isMine ? '' : '1', who: '' })}
          >
            {t('mine')}
          </Button>
        ) : null}
      </span>
      <TextField
        type="search"
        data-page-search
        label={t('text')}
        labelHidden
        placeholder={t('placeholder')}
        icon={<Search />}
        className="w-full md:w-72"
        value={params.q}
        onChange={({ target }) => onType({ q: target.value })}
      />
      {clear}
    </search>
  )
}
