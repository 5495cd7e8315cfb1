'use client'
import { useTranslations } from 'use-intl'
import { Combobox } from '#components/ui/combobox.tsx'
import { eniStates, type Eni } from '#lib/schema/eni.ts'
import type { Target } from './move-targets.ts'

type MoveTargetFieldProps = {
  id: string
  targets: readonly Target[]
  loading: boolean
  failed: boolean
  value: string | undefined
  error: string | undefined
  onChange: (eniId: string) => void
}

/** Why an interface cannot take the address, in words. */
export function useTargetText(): (
  code: Exclude<Target['code'], 'ok'> | 'not_found' | 'eni_busy' | 'other_system',
  eni: Eni | undefined,
) => string {
  const t = useTranslations('change.move.target')
  const states = useTranslations('status.eni')
  return (code, eni) => {
    const known = eniStates.find((state) => state === eni?.state)
    return t(code, { state: known === undefined ? (eni?.state ?? '') : states(known), limit: eni?.quota.limit ?? eni?.quota.used ?? 0 })
  }
}

/** Where the address is to go. What cannot take it is listed too, and says why. */
export const MoveTargetField = ({ id, targets, loading, failed, value, error, onChange }: MoveTargetFieldProps) => {
  const t = useTranslations('change.move')
  const common = useTranslations('common')
  const textOf = useTargetText()
  const nonePossible = !loading && !failed && !targets.some(({ code }) => code === 'ok')
  return (
    <Combobox
      id={id}
      label={t('to')}
      placeholder={loading ? t('loading') : t('choose')}
      hint={nonePossible ? t('noneFit') : undefined}
      value={value}
      error={error ?? (failed ? t('loadFailed') : undefined)}
      onChange={onChange}
      options={targets
        .filter(({ code }) => code !== 'same_eni')
        .map(({ eni, code }) => ({
          value: eni.eniId,
          label: eni.name || eni.eniId,
          description:
            code === 'ok'
              ? t('option', { eniId: eni.eniId, used: common('fraction', { used: eni.quota.used, limit: eni.quota.limit ?? '?' }) })
              : `${eni.eniId} · ${textOf(code, eni)}`,
          keywords: [eni.eniId, eni.instanceId ?? '', ...eni.privateIps.map(({ ip }) => ip)],
          disabled: code !== 'ok',
        }))}
    />
  )
}
