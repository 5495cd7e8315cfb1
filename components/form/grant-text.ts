import { useTranslations } from 'use-intl'
import type { Grant } from '#lib/schema/grant.ts'

/** `Operator: public, finance`. */
export const useGrantText = (): ((grant: Grant) => string) => {
  const t = useTranslations('role')
  return ({ role, accounts }) =>
    t('grant', { role: t(`name.${role}`), accounts: accounts === 'all' ? t('allAccounts') : accounts.join(', ') })
}
