'use client'
import { Check, Copy, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { cx } from './class-names.ts'
import { copyText } from './copy-text.ts'
import { IconButton } from './icon-button.tsx'
import { useAnnounce } from './live-region.tsx'

const shownMs = 2000

/** Copies exactly `value`; a tick in place for two seconds and one polite message. `label` replaces "Copy 10.0.1.17" as its name. */
export const CopyButton = ({ value, label, className }: { value: string; label?: string; className?: string }) => {
  const t = useTranslations('common')
  const announce = useAnnounce()
  const [result, setResult] = useState<'copied' | 'failed'>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const copy = async () => {
    const done = await copyText(value)
    setResult(done ? 'copied' : 'failed')
    announce(done ? t('copied') : t('copyFailed'))
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setResult(undefined), shownMs)
  }
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
        void copy()
      }}
    />
  )
}
