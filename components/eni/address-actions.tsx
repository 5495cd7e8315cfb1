'use client'
import { Ellipsis } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { copyText } from '#components/ui/copy-text.ts'
import { useAnnounce } from '#components/ui/live-region.tsx'
import { Menu } from '#components/ui/menu.tsx'
import type { Eni, PrivateIp } from '#lib/schema/eni.ts'
import { useWhyNotText } from './why-not-text.ts'

/** What can be done with one address. What cannot be done is here too and says why. */
export const AddressActions = ({ eni, address }: { eni: Eni; address: PrivateIp }) => {
  const t = useTranslations('eni.detail')
  const common = useTranslations('common')
  const announce = useAnnounce()
  const whyText = useWhyNotText()
  const copy = async () => announce((await copyText(address.ip)) ? common('copied') : common('copyFailed'))
  const fixed = whyText(address.isPrimary ? 'is_primary' : 'later', eni)
  return (
    <Menu
      label={t('actionsFor', { ip: address.ip })}
      icon={<Ellipsis />}
      iconOnly
      size="sm"
      items={[
        { key: 'copy', label: t('copyIp'), onSelect: () => void copy() },
        { key: 'move', label: t('move'), disabledReason: fixed, separated: true },
        { key: 'release', label: t('release'), disabledReason: fixed, danger: true },
        { key: 'note', label: t('editNote'), disabledReason: whyText('later', eni) },
      ]}
    />
  )
}
