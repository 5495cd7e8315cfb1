'use client'
import { Pause, Play, RefreshCw } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Age } from './age.tsx'
import { IconButton } from './icon-button.tsx'
import { isPlainKey } from './plain-key.ts'
import { useKeyDown } from './use-key-down.ts'

type FreshnessProps = {
  /** When the data was read, ISO 8601 on the server's clock. */
  observedAt: string | undefined
  /** A refresh that a person asked for is under way. */
  refreshing: boolean
  onRefresh: () => void
  paused?: boolean
  /** Absent where nothing changes by itself. */
  onPause?: (paused: boolean) => void
}

/** How old the data is, refresh (also by `r`), and pause: what changes by itself must be stoppable (WCAG 2.2.2). */
export const Freshness = ({ observedAt, refreshing, onRefresh, paused = false, onPause }: FreshnessProps) => {
  const t = useTranslations('common')
  useKeyDown((event) => {
    if (event.key === 'r' && isPlainKey(event)) onRefresh()
  })
  return (
    <div className="flex items-center gap-1" data-freshness>
      {/* Reserved width: the text grows from "just now" to "59 min ago" and must not push its neighbours. */}
      <span className="inline-flex min-w-28 flex-wrap justify-end gap-x-1.5 pr-1 max-md:justify-start">
        {observedAt !== undefined && <Age observedAt={observedAt} />}
        {paused && <span className="text-xs font-semibold whitespace-nowrap text-warning">{t('paused')}</span>}
      </span>
      <IconButton label={t('refresh')} icon={<RefreshCw />} pending={refreshing} onClick={onRefresh} aria-keyshortcuts="r" />
      {onPause !== undefined && (
        <IconButton
          label={paused ? t('resume') : t('pause')}
          icon={paused ? <Play /> : <Pause />}
          aria-pressed={paused}
          onClick={() => onPause(!paused)}
        />
      )}
    </div>
  )
}
