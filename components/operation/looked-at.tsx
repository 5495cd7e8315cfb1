import { useTranslations } from 'use-intl'
import { Time } from '#components/ui/time.tsx'
import type { Operation } from '#lib/schema/operation.ts'

/** How old is what is told of an operation that needs attention. Nothing where no read is behind it, but the cloud's word of its task. */
export const LookedAt = ({ operation }: { operation: Pick<Operation, 'steps'> }) => {
  const t = useTranslations('operation.attention')
  const lookedAt = operation.steps.find(({ state }) => state === 'needs_attention')?.lookedAt
  return lookedAt === undefined ? null : (
    <p className="text-xs text-secondary">
      {t('asRead')} <Time at={lookedAt} mode="absolute" />
    </p>
  )
}
