'use client'
import { useState } from 'react'
import { useTimeZone } from 'use-intl'
import { TextField } from '#components/ui/text-field.tsx'
import { localInput } from '#components/ui/time-text.ts'
import { fieldTime } from './field-time.ts'

type TimeFieldProps = { label: string; at: string; onChange: (at: string) => void }

/** A point in time (`at`: ISO 8601, empty for none), in the reader's zone. It keeps what is typed, also while that is no time yet. */
export const TimeField = ({ label, at, onChange }: TimeFieldProps) => {
  const timeZone = useTimeZone() ?? 'UTC'
  const [typed, setTyped] = useState<{ at: string; text: string }>()
  const millis = Date.parse(at)
  const shown = Number.isNaN(millis) ? '' : localInput(millis, timeZone)
  const type = (input: HTMLInputElement) => {
    const next = fieldTime(input.value, input.validity.badInput, at, timeZone)
    setTyped({ at: next, text: input.value })
    if (next !== at) onChange(next)
  }
  return (
    <TextField
      type="datetime-local"
      label={label}
      className="w-52 max-md:w-full"
      value={typed?.at === at ? typed.text : shown}
      onChange={(event) => type(event.target)}
    />
  )
}
