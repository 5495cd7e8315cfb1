'use client'
import { useTimeZone, useTranslations } from 'use-intl'
import { useProblemText } from '#components/form/use-problem-text.ts'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { absoluteText } from '#components/ui/time-text.ts'
import { isNotFound } from '#lib/query/api-error.ts'
import type { EniDetail } from '#lib/schema/eni.ts'

/** Why what is shown may not be what is. The data stays. */
export const EniTrouble = ({ detail, error, onRetry }: { detail: EniDetail; error: Error; onRetry: () => void }) => {
  const t = useTranslations('eni')
  const common = useTranslations('common')
  const text = useProblemText()
  const timeZone = useTimeZone() ?? 'UTC'
  const time = absoluteText(Date.parse(detail.observedAt), timeZone)
  const gone = isNotFound(error)
  return (
    <div className="pb-3">
      <Banner
        tone="warning"
        title={t(gone ? 'detail.goneTitle' : 'staleTitle')}
        actions={
          <Button size="sm" onClick={onRetry}>
            {common('retry')}
          </Button>
        }
      >
        {gone ? t('detail.goneText', { time }) : t('staleText', { time, cause: text(error) })}
      </Banner>
    </div>
  )
}
