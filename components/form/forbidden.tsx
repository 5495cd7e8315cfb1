'use client'
import { Lock } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ApiError } from '#lib/query/api-error.ts'
import { roles, type Role } from '#lib/schema/role.ts'

/** The role that a refused request named. */
export const neededRole = (error: unknown): Role | undefined =>
  error instanceof ApiError && error.code === 'role_needed' ? (roles.find((role) => role === error.params['role']) ?? 'admin') : undefined

/** A page that is for another role: which one, and whom to ask. */
export const Forbidden = ({ needed, own }: { needed: Role; own?: Role | undefined }) => {
  const t = useTranslations('role')
  return (
    <div className="pt-8">
      <h1 className="sr-only">{t('forbiddenTitle')}</h1>
      <EmptyState
        icon={<Lock />}
        title={t('forbiddenTitle')}
        text={
          own === undefined
            ? t('needed', { role: t(`name.${needed}`) })
            : t('forbiddenText', { needed: t(`name.${needed}`), own: t(`name.${own}`) })
        }
      />
    </div>
  )
}
