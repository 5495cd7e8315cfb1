'use client'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { Combobox } from '#components/ui/combobox.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Select } from '#components/ui/select.tsx'
import { subnetListQuery } from '#lib/query/subnet.ts'
import type { VpcChoice } from '#lib/query/vpc-choice.ts'
import { eniStates } from '#lib/schema/eni.ts'
import { EniSearchField } from './eni-search-field.tsx'

type ToolbarProps = {
  choice: VpcChoice
  q: string
  subnet: string
  state: string
  onQ: (q: string) => void
  onSettle: () => void
  onSubnet: (subnet: string) => void
  onState: (state: string) => void
  onClear: () => void
  /** The VPC picker, and what stands at the right end. */
  picker: ReactNode
  end: ReactNode
}

const SubnetFilter = ({ choice, value, onChange }: { choice: VpcChoice; value: string; onChange: (subnet: string) => void }) => {
  const t = useTranslations('eni.filter')
  const { data, isError, isFetching, refetch } = useQuery(subnetListQuery(choice))
  const options = [
    { value: '', label: t('allSubnets') },
    ...(data?.items ?? []).map(({ subnetId, name, cidr }) => ({
      value: subnetId,
      label: `${name || subnetId} · ${cidr}`,
      ...(name === '' ? {} : { description: subnetId }),
    })),
  ]
  if (!options.some((option) => option.value === value)) options.push({ value, label: value })
  const isPart = (data?.missing?.length ?? 0) > 0
  return (
    <Combobox
      label={t('subnet')}
      labelHidden
      value={value}
      onChange={onChange}
      options={options}
      note={isError || isPart ? { text: t('subnetsUnread'), pending: isFetching, onRetry: () => void refetch() } : undefined}
      className="w-44 max-md:min-w-0 max-md:flex-1"
    />
  )
}

/** What the list is narrowed by. The subnet filter needs a VPC: it is not offered over all of them. */
export const EniToolbar = ({ choice, q, subnet, state, onQ, onSettle, onSubnet, onState, onClear, picker, end }: ToolbarProps) => {
  const t = useTranslations('eni.filter')
  const states = useTranslations('status.eni')
  const stateOptions = [
    { value: '', label: t('allStates') },
    ...eniStates.map((value) => ({ value: value as string, label: states(value) })),
  ]
  if (!stateOptions.some((option) => option.value === state)) stateOptions.push({ value: state, label: state })
  const active = q !== '' || subnet !== '' || state !== ''
  return (
    <search aria-label={t('bar')} data-no-print className="flex flex-wrap items-center gap-2 border-b border-subtle px-4 py-2 max-md:px-3">
      {picker}
      <EniSearchField words={q} onWords={onQ} onSettle={onSettle} />
      {choice.vpc !== '' && <SubnetFilter choice={choice} value={subnet} onChange={onSubnet} />}
      <Select
        label={t('state')}
        labelHidden
        value={state}
        onChange={onState}
        options={stateOptions}
        className="w-32 max-md:min-w-0 max-md:flex-1"
      />
      {active && <IconButton label={t('clear')} icon={<X />} onClick={onClear} />}
      <div className="ml-auto flex items-center gap-1 max-md:hidden">{end}</div>
    </search>
  )
}
