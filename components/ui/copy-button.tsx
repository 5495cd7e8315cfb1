'use client'
import { Check, Copy, X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { cx } from './class-names.ts'
import { IconButton } from './icon-button.tsx'
import { useCopied } from './use-copied.ts'

/** Copies exactly `value`; a tick in place for two seconds and one polite message. `label` replaces "Copy 10.0.1.17" as its name. */
export const CopyButton = ({ value, label, className }: { value: string; label?: string; className?: string }) => {
  const t = useTranslations('common')
  const { result, copy } = useCopied({ copied: t('copied'), copyFailed: t('copyFailed') })
  const icon =
    result === 'copied' ? (
      <Check className="size-3.5 text-success-icon" />
    ) : result === 'failed' ? (
      <X className="size-3.5 text-danger-icon" />
    ) : (
      <Copy className="size-3.5" />
    )
  return (
    <IconButton
      size="sm"
      data-copy
      label={label ?? t('copyValue', { value })}
      icon={icon}
      className={cx(className)}
      onClick={(event) => {
        event.stopPropagation()
        copy(value)
      }}
    />
  )
}
