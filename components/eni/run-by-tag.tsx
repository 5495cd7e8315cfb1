import { Bot } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Tag } from '#components/ui/tag.tsx'
import { runBy } from '#lib/plan/run-by.ts'
import type { Eni } from '#lib/schema/eni.ts'

/**
 * Says that a system other than the instance's owner runs this ENI. Nothing where nobody does, or nobody told. `quiet`: without
 * the outline, for the second line of a table's row.
 */
export const RunByTag = ({ eni, quiet = false }: { eni: Eni; quiet?: boolean }) => {
  const t = useTranslations('eni.runBy')
  const other = runBy(eni)
  if (other === undefined) return null
  return (
    <span className="inline-flex flex-none" title={t('hint', { system: other.system })} data-run-by={other.system}>
      {quiet ? (
        <span className="inline-flex items-center gap-1 text-xs leading-4 whitespace-nowrap text-secondary [&_svg]:size-3">
          <Bot aria-hidden />
          {t('badge', { system: other.system })}
        </span>
      ) : (
        <Tag icon={<Bot />}>{t('badge', { system: other.system })}</Tag>
      )}
    </span>
  )
}

/** The same with what told us, for whoever wants to know why. */
export const RunByText = ({ eni }: { eni: Eni }) => {
  const t = useTranslations('eni.runBy')
  const other = runBy(eni)
  if (other === undefined) return null
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-2">
      <span data-raw translate="no">
        {other.system}
      </span>
      <span className="text-secondary">{other.told === 'tag' ? t('byTag', { tag: other.tag }) : t('byCloud')}</span>
    </span>
  )
}
