const minuteMs = 60_000
const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

/** `{unit, value}` of an age for relative texts: seconds up to a minute, then minutes, hours, days. Never negative. */
export const ageUnit = (ageMs: number): { unit: 'second' | 'minute' | 'hour' | 'day'; value: number } => {
  const age = Math.max(0, ageMs)
  if (age < minuteMs) return { unit: 'second', value: Math.floor(age / 1000) }
  if (age < hourMs) return { unit: 'minute', value: Math.floor(age / minuteMs) }
  if (age < dayMs) return { unit: 'hour', value: Math.floor(age / hourMs) }
  return { unit: 'day', value: Math.floor(age / dayMs) }
}

/** `2026-11-22 21:55:03 (UTC+8)`: unambiguous in both languages, and sortable by eye. */
export const absoluteText = (at: number, timeZone: string): string => {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'shortOffset',
  }).formatToParts(at)
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((candidate) => candidate.type === type)?.value ?? ''
  // Of an early year the formatter writes no leading zeros.
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}:${part('second')} (${part(
    'timeZoneName',
  )
    .replace('GMT', 'UTC')
    .replace(/[+-]0$/, '')})`
}

const zonedParts = (at: number, timeZone: string): string => {
  const text = absoluteText(at, timeZone)
  return `${text.slice(0, 10)}T${text.slice(11, 16)}`
}

/** What a `datetime-local` field shows of a point in time (epoch milliseconds), to the minute: `2026-11-22T21:55`. */
export const localInput = (at: number, timeZone: string): string => zonedParts(at, timeZone)

/**
 * The point in time (epoch milliseconds) that a `datetime-local` field names; undefined for what is none, or names a year of fewer than
 * four digits, which is one being typed. A time that a change of the clocks skips is the one an hour later, one that it repeats is the
 * first.
 */
export const fromLocalInput = (text: string, timeZone: string): number | undefined => {
  const naive = Date.parse(`${text}Z`)
  if (!/^[1-9]\d{3}-\d\d-\d\dT\d\d:\d\d/.test(text) || Number.isNaN(naive)) return undefined
  const offset = (at: number) => Date.parse(`${zonedParts(at, timeZone)}Z`) - Math.floor(at / minuteMs) * minuteMs
  // Offsets a day before and after are those on both sides of a change near it.
  const candidates = [naive - offset(naive - dayMs), naive - offset(naive + dayMs)]
  return candidates.find((at) => at + offset(at) === naive) ?? candidates[0]
}
