'use client'
import { FileQuestionMark } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { paths } from '#lib/paths.ts'

export const NotFoundPage = () => {
  const t = useTranslations('shell')
  return (
    <div className="pt-8">
      <h1 className="sr-only">{t('notFoundTitle')}</h1>
      <EmptyState
        icon={<FileQuestionMark />}
        title={t('notFoundTitle')}
        text={t('notFoundText')}
        action={<LinkButton href={paths.home()}>{t('notFoundAction')}</LinkButton>}
      />
    </div>
  )
}
