import { useTimeZone, useTranslations } from 'use-intl'
import { oldAfterMs } from '#components/ui/age.tsx'
import { cx } from '#components/ui/class-names.ts'
import { useNow } from '#components/ui/now.ts'
import { absoluteText, ageUnit } from '#components/ui/time-text.ts'

/** How old the word on an address is: "Checked 2 s ago". */
export const CheckedAge = ({ observedAt }: { observedAt: string }) => {
  const t = useTranslations('assign.check')
  const common = useTranslations('common')
  const timeZone = useTimeZone() ?? 'UTC'
  const at = Date.parse(observedAt)
  const age = useNow() - at
  const ago = age < 2000 ? common('justNow') : common(`ago.${ageUnit(age).unit}`, { value: ageUnit(age).value })
  const isOld = age > oldAfterMs
  return (
    <time
      dateTime={observedAt}
      title={common('observedAt', { time: absoluteText(at, timeZone) })}
      className={cx('num text-xs', isOld ? 'font-semibold text-warning' : 'text-tertiary')}
    >
      {t(isOld ? 'old' : 'age', { age: ago })}
    </time>
  )
}
