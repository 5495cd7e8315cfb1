'use client'
import { Pause, Play, RefreshCw } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Age } from '#components/ui/age.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'

type FreshnessProps = {
  observedAt: string | undefined
  /** A refresh that a person asked for is under way. */
  refreshing: boolean
  onRefresh: () => void
  paused: boolean
  onPause: (paused: boolean) => void
}

/** How old the data is, refresh, and pause: what changes by itself must be stoppable (WCAG 2.2.2). */
export const Freshness = ({ observedAt, refreshing, onRefresh, paused, onPause }: FreshnessProps) => {
  const t = useTranslations('eni.freshness')
  const common = useTranslations('common')
  return (
    <div className="flex items-center gap-1" data-freshness>
      {/* Reserved width: the text grows from "just now" to "59 min ago" and must not push its neighbours. */}
      <span className="inline-flex min-w-28 pr-1 md:justify-end">
        {paused ? (
          <span className="text-xs font-semibold whitespace-nowrap text-warning">{t('paused')}</span>
        ) : (
          observedAt !== undefined && <Age observedAt={observedAt} />
        )}
      </span>
      <IconButton label={common('refresh')} icon={<RefreshCw />} pending={refreshing} onClick={onRefresh} aria-keyshortcuts="r" />
      <IconButton
        label={paused ? t('resume') : t('pause')}
        icon={paused ? <Play /> : <Pause />}
        aria-pressed={paused}
        onClick={() => onPause(!paused)}
      />
    </div>
  )
}
