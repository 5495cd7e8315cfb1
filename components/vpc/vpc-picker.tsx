'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { Combobox, type ComboboxOption } from '#components/ui/combobox.tsx'
import { vpcListQuery } from '#lib/query/vpc.ts'
import { useSeveralAccounts } from '#lib/query/use-several-accounts.ts'
import { useVpcChoice } from '#lib/query/use-vpc-choice.ts'
import { formatVpcChoice, parseVpcChoice } from '#lib/query/vpc-choice.ts'
import type { Vpc } from '#lib/schema/vpc.ts'

const everything = formatVpcChoice({ account: '', region: '', vpc: '' })

const vpcOption = (vpc: Vpc, severalAccounts: boolean): ComboboxOption => ({
  value: formatVpcChoice({ account: vpc.account, region: vpc.region, vpc: vpc.vpcId }),
  label: vpc.name === '' ? vpc.vpcId : vpc.name,
  description: [vpc.vpcId, vpc.cidr, vpc.region, ...(severalAccounts ? [vpc.account] : [])].join(' · '),
  keywords: [vpc.vpcId, vpc.cidr, vpc.region, vpc.account],
})

/** Chooses a VPC, a whole region or everything; the URL and the next visit keep it. */
export const VpcPicker = () => {
  const t = useTranslations('eni.vpcPicker')
  const [choice, choose] = useVpcChoice()
  const { data, isError, isFetching, refetch } = useQuery(vpcListQuery())
  const vpcs = data?.items ?? []
  const regions = [...new Set(vpcs.map(({ account, region }) => formatVpcChoice({ account, region, vpc: '' })))]
  const severalAccounts = useSeveralAccounts()
  const regionOptions =
    regions.length < 2
      ? []
      : regions.map((value) => {
          const { account, region } = parseVpcChoice(value)
          return { value, label: t('allIn', { region: severalAccounts ? `${region} · ${account}` : region }), keywords: [account] }
        })
  const options: ComboboxOption[] = [
    { value: everything, label: t('all') },
    ...regionOptions,
    ...vpcs.map((vpc) => vpcOption(vpc, severalAccounts)),
  ]
  const value = formatVpcChoice(choice)
  // A choice that is not in the list (not loaded yet, or not ours) is still what the URL says, so it is shown.
  if (!options.some((option) => option.value === value)) options.push({ value, label: choice.vpc || choice.region || choice.account })
  const missing = data?.missing?.length ?? 0
  const text = isError ? t('unavailable') : missing > 0 ? t('missing', { count: missing }) : undefined
  return (
    <Combobox
      label={t('label')}
      labelHidden
      className="w-56 max-md:w-full"
      value={value}
      onChange={(next) => choose(parseVpcChoice(next))}
      options={options}
      note={text === undefined ? undefined : { text, pending: isFetching, onRetry: () => void refetch() }}
    />
  )
}
