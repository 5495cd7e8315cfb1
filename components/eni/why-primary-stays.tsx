'use client'
import { useTranslations } from 'use-intl'
import { addressTag } from '#components/form/rich-tags.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import type { Eni } from '#lib/schema/eni.ts'

/** Why the primary address is not to be released or moved, and what can be done instead. */
export const WhyPrimaryStays = ({ eni, ip, onClose }: { eni: Eni; ip: string; onClose: () => void }) => {
  const t = useTranslations('eni.detail.stays')
  const common = useTranslations('common')
  return (
    <Dialog
      title={t.rich('title', { ip, address: addressTag })}
      onClose={onClose}
      footer={<Button onClick={onClose}>{common('close')}</Button>}
    >
      <p>{t('text')}</p>
      <p className="mt-2">{eni.isPrimary ? t('primaryEni') : t('secondaryEni')}</p>
    </Dialog>
  )
}
