import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'

const eipsTag = (chunks: ReactNode) => (
  <span data-raw translate="no" className="font-mono">
    {chunks}
  </span>
)

/** That the EIPs do not come back with their released addresses. Nothing where there are none. */
export const LostEips = ({ eips }: { eips: readonly string[] }) => {
  const t = useTranslations('form')
  return eips.length === 0 ? null : <>{t.rich('lostEips', { count: eips.length, list: eips.join(', '), eips: eipsTag })}</>
}
