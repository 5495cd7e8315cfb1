'use client'
import { CircleAlert, CircleCheck, CircleDashed, X } from 'lucide-react'
import type { ClipboardEvent, KeyboardEvent, ReactNode, Ref } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#components/ui/button.tsx'
import { cx } from '#components/ui/class-names.ts'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Spinner } from '#components/ui/spinner.tsx'

export type RowNews = { kind: 'none' | 'checking' | 'free' | 'unchecked' | 'problem'; text?: ReactNode }

type AddressRowProps = {
  index: number
  id: string
  ip: string
  primary: boolean
  news: RowNews
  suggestion: string | undefined
  inputRef: Ref<HTMLInputElement>
  removable: boolean
  onChange: (ip: string) => void
  onFocus: () => void
  onLeave: () => void
  onPaste: (event: ClipboardEvent<HTMLInputElement>) => void
  onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void
  onPrimary: () => void
  onRemove: () => void
  onSuggestion: (ip: string) => void
  /** What its being chosen as primary means; `primaryWarningId` is its own. */
  children?: ReactNode
}

const look: Record<Exclude<RowNews['kind'], 'none'>, { icon: ReactNode; className: string }> = {
  checking: { icon: <Spinner />, className: 'text-secondary' },
  free: { icon: <CircleCheck className="text-success-icon" />, className: 'text-success' },
  unchecked: { icon: <CircleDashed className="text-neutral-icon" />, className: 'text-secondary' },
  problem: { icon: <CircleAlert />, className: 'text-danger' },
}

export const primaryWarningId = 'assign-primary-warning'

/** One address to be assigned: its field, its primary choice, and what is known about it right below. */
export const AddressRow = ({ index, id, ip, primary, news, suggestion, inputRef, removable, children, ...on }: AddressRowProps) => {
  const t = useTranslations('assign.rows')
  const row = index + 1
  const newsId = `${id}-news`
  return (
    <fieldset aria-label={t('nth', { row })} className="grid min-w-0 grid-cols-[1.25rem_minmax(0,1fr)_4rem_2rem] items-center gap-x-2 py-1">
      <span aria-hidden className="num text-right text-sm text-tertiary">
        {row}
      </span>
      <input
        ref={inputRef}
        id={id}
        type="text"
        inputMode="text"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        translate="no"
        aria-label={t('nth', { row })}
        aria-invalid={news.kind === 'problem' || undefined}
        aria-describedby={news.kind === 'none' ? undefined : newsId}
        value={ip}
        onChange={(event) => on.onChange(event.target.value)}
        onFocus={on.onFocus}
        onBlur={on.onLeave}
        onPaste={on.onPaste}
        onKeyDown={on.onKeyDown}
        className="field-control font-mono text-sm! coarse:text-lg!"
      />
      <span className="flex justify-center">
        <label className="flex size-6 items-center justify-center coarse:size-10">
          <span className="sr-only">{t('primaryOf', { row })}</span>
          <input
            type="radio"
            name="assign-primary"
            aria-describedby={children === undefined ? undefined : primaryWarningId}
            checked={primary}
            onChange={on.onPrimary}
            className="size-4 accent-(--c-accent)"
          />
        </label>
      </span>
      <IconButton
        size="sm"
        icon={<X />}
        label={ip.trim() === '' ? t('remove', { row }) : t('removeNamed', { ip: ip.trim() })}
        className={cx('justify-self-center', !removable && 'invisible')}
        onClick={on.onRemove}
      />
      {news.kind === 'none' ? null : (
        <div className="col-start-2 col-end-5 mt-1 flex min-h-7 flex-wrap items-center gap-x-3 gap-y-1">
          <p id={newsId} className={cx('flex items-start gap-1.5 text-sm [&_.lucide]:size-3.5', look[news.kind].className)}>
            <span className="mt-[3px] flex-none">{look[news.kind].icon}</span>
            <span>{news.text}</span>
          </p>
          {news.kind === 'problem' && suggestion !== undefined ? (
            <Button size="sm" onClick={() => on.onSuggestion(suggestion)} className="font-mono">
              {t('use', { ip: suggestion })}
            </Button>
          ) : null}
        </div>
      )}
      {children === undefined ? null : <div className="col-start-2 col-end-5 mt-1">{children}</div>}
    </fieldset>
  )
}
