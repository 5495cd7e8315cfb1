'use client'
import { Check, ClipboardList } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTimeZone, useTranslations } from 'use-intl'
import { Button } from '#components/ui/button.tsx'
import { copyText } from '#components/ui/copy-text.ts'
import { useAnnounce } from '#components/ui/live-region.tsx'
import { absoluteText } from '#components/ui/time-text.ts'
import { paths } from '#lib/paths.ts'
import { eniStates, type EniDetail } from '#lib/schema/eni.ts'
import { eniNote } from './note.ts'

const shownMs = 2000

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
  const announce = useAnnounce()
  const [copied, setCopied] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const copy = async () => {
    const done = await copyText(text())
    announce(done ? t('noteCopied') : common('copyFailed'))
    setCopied(done)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setCopied(false), shownMs)
  }
  return (
    <Button size={size} icon={copied ? <Check className="text-success-icon" /> : <ClipboardList />} onClick={() => void copy()}>
      {t('copyNote')}
    </Button>
  )
}
