'use client'
import type { ReactNode } from 'react'
import { useTimeZone, useTranslations } from 'use-intl'
import { useProblemText } from '#components/form/use-problem-text.ts'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { absoluteText } from '#components/ui/time-text.ts'
import { isNotFound } from '#lib/query/api-error.ts'
import type { EniDetail } from '#lib/schema/eni.ts'

const useTime = (observedAt: string): string => absoluteText(Date.parse(observedAt), useTimeZone() ?? 'UTC')

const Warning = ({ title, text, onRetry }: { title: string; text: ReactNode; onRetry: () => void }) => (
  <div className="pb-3">
    <Banner
      tone="warning"
      title={title}
      actions={
        <Button size="sm" onClick={onRetry}>
          {useTranslations('common')('retry')}
        </Button>
      }
    >
      {text}
    </Banner>
  </div>
)

type TroubleProps = { observedAt: string; error: Error; onRetry: () => void }

/** A later look has failed: what is shown is older than it would be. The data stays. */
export const StaleTrouble = ({ observedAt, error, onRetry }: TroubleProps) => {
  const t = useTranslations('eni')
  const text = useProblemText()
  const time = useTime(observedAt)
  return <Warning title={t('staleTitle')} text={t('staleText', { time, cause: text(error) })} onRetry={onRetry} />
}

/** Why what is shown of an interface may not be what is. The data stays. */
export const EniTrouble = ({ detail: { observedAt }, error, onRetry }: Omit<TroubleProps, 'observedAt'> & { detail: EniDetail }) => {
  const t = useTranslations('eni.detail')
  const time = useTime(observedAt)
  if (!isNotFound(error)) return <StaleTrouble observedAt={observedAt} error={error} onRetry={onRetry} />
  return <Warning title={t('goneTitle')} text={t('goneText', { time })} onRetry={onRetry} />
}
