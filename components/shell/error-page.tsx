'use client'
import { CircleAlert } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Ident } from '#components/ui/ident.tsx'

/** A page that failed while it was drawn: what happened, the id to find it in the log, two ways on. */
export const ErrorPage = ({ id, onRetry }: { id: string | undefined; onRetry: () => void }) => {
  const t = useTranslations('shell')
  const common = useTranslations('common')
  return (
    <div role="alert" className="pt-8">
      <h1 className="sr-only">{t('errorTitle')}</h1>
      <EmptyState
        icon={<CircleAlert />}
        title={t('errorTitle')}
        text={
          <>
            <p>{t('errorText')}</p>
            {id !== undefined && (
              <p className="mt-2 flex items-center justify-center gap-2">
                {t('errorId')} <Ident value={id} copy />
              </p>
            )}
          </>
        }
        action={
          <>
            <Button variant="primary" onClick={onRetry}>
              {common('retry')}
            </Button>
            <Button onClick={() => window.location.reload()}>{t('reload')}</Button>
          </>
        }
      />
    </div>
  )
}
