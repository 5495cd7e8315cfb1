'use client'
import { useTranslations } from 'use-intl'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { Select } from '#components/ui/select.tsx'
import { hasQosLevel } from '#lib/plan/api-options.ts'
import { useAccountApi } from '#lib/query/use-account-api.ts'
import { qosLevels, type QosLevel } from '#lib/schema/qos.ts'

type QosChoiceProps = { account: string; value: QosLevel | undefined; onChange: (level: QosLevel | undefined) => void }

/** What few need, folded away: the level of service of a count, where the account's API has one. */
export const QosChoice = ({ account, value, onChange }: QosChoiceProps) => {
  const t = useTranslations('assign.qos')
  const api = useAccountApi(account)
  if (!hasQosLevel(api)) return null
  return (
    <Disclosure summary={t('more')} open={value !== undefined}>
      <Select
        label={t('label')}
        hint={t('hint')}
        value={value ?? 'none'}
        onChange={(level) => onChange(level === 'none' ? undefined : level)}
        options={[
          { value: 'none' as const, label: t('none') },
          ...qosLevels.map((level) => ({ value: level, label: t(`level.${level}`) })),
        ]}
        className="max-w-64"
      />
    </Disclosure>
  )
}
