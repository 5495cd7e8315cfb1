import { useTranslations } from 'use-intl'
import { Banner } from '#components/ui/banner.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { runBy } from '#lib/plan/run-by.ts'
import type { Eni } from '#lib/schema/eni.ts'

export const otherSystemTickId = 'assign-other-system'

type OtherSystemWarningProps = { eni: Eni; ticked: boolean; error: string | undefined; onTick: (ticked: boolean) => void }

/** Said on an interface that another system runs, such as a container service. To change it all the same takes a deliberate tick. */
export const OtherSystemWarning = ({ eni, ticked, error, onTick }: OtherSystemWarningProps) => {
  const t = useTranslations('assign.otherSystem')
  const other = runBy(eni)
  if (other === undefined) return null
  return (
    <Banner tone="warning" title={t('title', { system: other.system })}>
      <p className="max-w-prose">{t('text')}</p>
      <div className="mt-1">
        <Checkbox
          id={otherSystemTickId}
          label={t('anyway', { system: other.system })}
          checked={ticked}
          error={error}
          onChange={(event) => onTick(event.target.checked)}
        />
      </div>
    </Banner>
  )
}
