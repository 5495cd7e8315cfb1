'use client'
import { useState } from 'react'
import { useTimeZone, useTranslations } from 'use-intl'
import { Select } from '#components/ui/select.tsx'
import { dayMs } from '#components/ui/time-text.ts'
import { serverNow } from '#lib/query/server-clock.ts'
import { TimeField } from './time-field.tsx'

const choices = ['all', 'range', 'day', 'week', 'month'] as const
const spans = { day: dayMs, week: 7 * dayMs, month: 30 * dayMs }

type Range = { from: string; to: string }
type TimeRangeProps = Range & {
  /** Called as a time is typed, segment by segment. */
  onChange: (range: Range) => void
  /** Called for a choice. */
  onChoose: (range: Range) => void
}

/**
 * From when to when, in the reader's zone. A choice such as "the last 24 hours" fills the two fields in: what a link shows does not
 * move with the clock.
 */
export const TimeRange = ({ from, to, onChange, onChoose }: TimeRangeProps) => {
  const t = useTranslations('form.time')
  const timeZone = useTimeZone() ?? 'UTC'
  // What was set here, which may be no limit at all: the fields then stay, for the next one.
  const [set, note] = useState<Range>()
  const isRange = from !== '' || to !== '' || (set?.from === from && set.to === to)
  const change = (range: Range, tell = onChange) => {
    note(range)
    tell(range)
  }
  const choose = (choice: (typeof choices)[number]) => {
    if (choice === 'all') {
      note(undefined)
      return onChoose({ from: '', to: '' })
    }
    const span = spans[choice === 'range' ? 'day' : choice]
    const start = Math.floor((serverNow() - span) / 60_000) * 60_000
    change({ from: new Date(start).toISOString(), to: '' }, onChoose)
  }
  return (
    <>
      <Select
        label={t('range')}
        labelHidden
        className="w-40 max-md:w-full"
        value={isRange ? 'range' : 'all'}
        onChange={choose}
        options={choices.map((value) => ({ value, label: t(`rangeOf.${value}`) }))}
      />
      {isRange ? (
        <span className="flex gap-2 max-md:w-full max-md:flex-col">
          <TimeField label={t('from', { zone: timeZone })} at={from} onChange={(at) => change({ from: at, to })} />
          <TimeField label={t('to', { zone: timeZone })} at={to} onChange={(at) => change({ from, to: at })} />
        </span>
      ) : null}
    </>
  )
}
