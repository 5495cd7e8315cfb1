import { useTranslations } from 'use-intl'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { addressTag } from '#components/form/rich-tags.tsx'
import { primaryWarningId } from './address-row.tsx'

export const primaryTickId = 'assign-primary-anyway'

type PrimaryWarningProps = {
  current: string | undefined
  /** How many calls of this form go out beside the one with the new primary. */
  others: number
  ticked: boolean
  error: string | undefined
  onTick: (ticked: boolean) => void
  onUndo: () => void
}

/** Stands on the row that is chosen as primary: the cloud refuses it. Sending it all the same takes a deliberate tick. */
export const PrimaryWarning = ({ current, others, ticked, error, onTick, onUndo }: PrimaryWarningProps) => {
  const t = useTranslations('assign.primary')
  return (
    <Banner
      tone="warning"
      title={
        <span id={primaryWarningId}>
          {current === undefined ? t('unknown', { others }) : t.rich('refused', { ip: addressTag, address: current, others })}
        </span>
      }
    >
      <div className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-1">
        <Checkbox
          id={primaryTickId}
          label={t('anyway')}
          checked={ticked}
          error={error}
          onChange={(event) => onTick(event.target.checked)}
        />
        <Button size="sm" onClick={onUndo}>
          {t('undo')}
        </Button>
      </div>
    </Banner>
  )
}

/** Why there is a choice that the cloud refuses. */
export const PrimaryWhy = ({ isPrimaryEni }: { isPrimaryEni: boolean }) => {
  const t = useTranslations('assign.primary')
  return (
    <Disclosure summary={t('why')}>
      <p className="max-w-prose text-secondary">
        {t('whyText')} {isPrimaryEni ? t('whyPrimaryEni') : t('whySecondaryEni')}
      </p>
    </Disclosure>
  )
}
