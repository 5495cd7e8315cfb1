'use client'
import { Check, ClipboardList } from 'lucide-react'
import { useTimeZone, useTranslations } from 'use-intl'
import { Button } from '#components/ui/button.tsx'
import { absoluteText } from '#components/ui/time-text.ts'
import { useCopied } from '#components/ui/use-copied.ts'
import { paths } from '#lib/paths.ts'
import { eniStates, type EniDetail } from '#lib/schema/eni.ts'
import { eniNote } from './note.ts'

/** The ENI, or one address on it, as plain text for a ticket. */
export function useEniNote(): (detail: Pick<EniDetail, 'eni' | 'vpc' | 'subnet' | 'observedAt'>, ip?: string) => string {
  const label = useTranslations('eni.note')
  const role = useTranslations('status.role')
  const states = useTranslations('status.eni')
  const timeZone = useTimeZone() ?? 'UTC'
  return (detail, ip) => {
    const { eni } = detail
    const known = eniStates.find((state) => state === eni.state)
    return eniNote(
      detail,
      {
        label,
        role: ({ isPrimary }) => role(isPrimary ? 'primary' : 'secondary'),
        state: known === undefined ? eni.state : states(known),
        observedAt: absoluteText(Date.parse(detail.observedAt), timeZone),
        url: `${window.location.origin}${paths.eni(eni.eniId, { account: eni.account, region: eni.region, ip })}`,
      },
      ip,
    )
  }
}

/** Copies what `text` makes; a tick in place for two seconds. */
export const CopyNote = ({ text, size = 'md' }: { text: () => string; size?: 'md' | 'sm' }) => {
  const t = useTranslations('eni.detail')
  const common = useTranslations('common')
  const { result, copy } = useCopied({ copied: t('noteCopied'), copyFailed: common('copyFailed') })
  return (
    <Button
      size={size}
      icon={result === 'copied' ? <Check className="text-success-icon" /> : <ClipboardList />}
      onClick={() => copy(text())}
    >
      {t('copyNote')}
    </Button>
  )
}
