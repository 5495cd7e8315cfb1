import { useTranslations } from 'use-intl'
import { Banner } from '#components/ui/banner.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { runBy } from '#lib/plan/run-by.ts'
import type { Eni } from '#lib/schema/eni.ts'

type OtherSystemWarningProps = {
  /** Of the tick box, for the link from the error summary. */
  id: string
  eni: Pick<Eni, 'business' | 'tags'>
  ticked: boolean
  /** What the tick says, in the words of the form: "Assign although tke runs it". */
  label: (system: string) => string
  error: string | undefined
  onTick: (ticked: boolean) => void
}

/** Said on an interface that another system runs, such as a container service. To change it all the same takes a deliberate tick. */
export const OtherSystemWarning = ({ id, eni, ticked, label, error, onTick }: OtherSystemWarningProps) => {
  const t = useTranslations('form.otherSystem')
  const other = runBy(eni)
  if (other === undefined) return null
  return (
    <Banner tone="warning" title={t('title', { system: other.system })}>
      <p className="max-w-prose">{t('text')}</p>
      <div className="mt-1">
        <Checkbox id={id} label={label(other.system)} checked={ticked} error={error} onChange={(event) => onTick(event.target.checked)} />
      </div>
    </Banner>
  )
}
