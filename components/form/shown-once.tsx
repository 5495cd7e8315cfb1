'use client'
import { useTranslations } from 'use-intl'
import { Banner } from '#components/ui/banner.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'

/** A secret, or several on a line each, that the server does not show again: in full, to be copied now. */
export const ShownOnce = ({ label, value, text }: { label: string; value: string; text: string }) => {
  const t = useTranslations('form')
  return (
    <div className="grid gap-2">
      <Banner tone="warning" title={t('shownOnce')}>
        {text}
      </Banner>
      <p className="text-sm font-semibold">{label}</p>
      <p className="flex items-start gap-1 rounded-md bg-inset p-2">
        <code data-raw translate="no" className="min-w-0 flex-1 font-mono text-sm break-all whitespace-pre-line select-all">
          {value}
        </code>
        <CopyButton value={value} label={t('copySecret')} />
      </p>
    </div>
  )
}
