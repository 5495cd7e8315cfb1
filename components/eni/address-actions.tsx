'use client'
import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { copyText } from '#components/ui/copy-text.ts'
import { useAnnounce } from '#components/ui/live-region.tsx'
import { Menu } from '#components/ui/menu.tsx'
import type { Eni, PrivateIp } from '#lib/schema/eni.ts'
import { moveHref, noteHref, releaseHref } from './eni-href.ts'
import type { AddressRights } from './use-address-rights.ts'
import { WhyPrimaryStays } from './why-primary-stays.tsx'

/** What can be done with one address. What cannot be done now is here too and says why. */
export const AddressActions = ({ eni, address, rights }: { eni: Eni; address: PrivateIp; rights: AddressRights }) => {
  const t = useTranslations('eni.detail')
  const common = useTranslations('common')
  const announce = useAnnounce()
  const [asked, setAsked] = useState(false)
  const { ip, isPrimary } = address
  const copy = async () => announce((await copyText(ip)) ? common('copied') : common('copyFailed'))
  const why = rights(isPrimary)
  return (
    <>
      <Menu
        label={t('actionsFor', { ip })}
        icon={<Ellipsis />}
        iconOnly
        size="sm"
        items={[
          { key: 'copy', label: t('copyIp'), onSelect: () => void copy() },
          { key: 'note', label: t('editNote'), href: noteHref(eni, ip), disabledReason: why.note },
          ...(isPrimary
            ? [{ key: 'why', label: t('whyStays'), separated: true, onSelect: () => setAsked(true) }]
            : [
                { key: 'move', label: t('move'), href: moveHref(eni, ip), disabledReason: why.move, separated: true },
                { key: 'release', label: t('release'), href: releaseHref(eni, [ip]), disabledReason: why.release, danger: true },
              ]),
        ]}
      />
      {asked ? <WhyPrimaryStays eni={eni} ip={ip} onClose={() => setAsked(false)} /> : null}
    </>
  )
}
