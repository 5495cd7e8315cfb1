'use client'
import { useTimeZone, useTranslations } from 'use-intl'
import { Select } from '#components/ui/select.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { dayMs, fromLocalInput, localInput } from '#components/ui/time-text.ts'
import { serverNow } from '#lib/query/server-clock.ts'

const choices = ['all', 'range', 'day', 'week', 'month'] as const
const spans = { day: dayMs, week: 7 * dayMs, month: 30 * dayMs }

type TimeRangeProps = { from: string; to: string; onChange: (range: { from: string; to: string }) => void }

/**
 * From when to when, in the reader's zone. A choice such as "the last 24 hours" fills the two fields in: what a link shows does not
 * move with the clock.
 */
export const TimeRange = ({ from, to, onChange }: TimeRangeProps) => {
  const t = useTranslations('audit')
  const timeZone = useTimeZone() ?? 'UTC'
  const shown = (iso: string) => (Number.isNaN(Date.parse(iso)) ? '' : localInput(Date.parse(iso), timeZone))
  const iso = (text: string) => {
    const at = fromLocalInput(text, timeZone)
    return at === undefined ? '' : new Date(at).toISOString()
  }
  const choose = (choice: (typeof choices)[number]) => {
    if (choice === 'all') return onChange({ from: '', to: '' })
    const span = spans[choice === 'range' ? 'day' : choice]
    const start = Math.floor((serverNow() - span) / 60_000) * 60_000
    onChange({ from: new Date(start).toISOString(), to: '' })
  }
  const limited = from !== '' || to !== ''
  return (
    <>
      <Select
        label={t('range')}
        labelHidden
        className="w-44 max-md:w-full"
        value={limited ? 'range' : 'all'}
        onChange={choose}
        options={choices.map((value) => ({ value, label: t(`rangeOf.${value}`) }))}
      />
      {limited ? (
        <>
          <TextField
            type="datetime-local"
            label={t('from', { zone: timeZone })}
            className="w-52 max-md:w-full"
            value={shown(from)}
            onChange={(event) => onChange({ from: iso(event.target.value), to })}
          />
          <TextField
            type="datetime-local"
            label={t('to', { zone: timeZone })}
            className="w-52 max-md:w-full"
            value={shown(to)}
            onChange={(event) => onChange({ from, to: iso(event.target.value) })}
          />
        </>
      ) : null}
    </>
  )
}
