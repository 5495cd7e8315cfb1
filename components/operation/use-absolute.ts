import { useTimeZone } from 'use-intl'
import { absoluteText } from '#components/ui/time-text.ts'

/** `2026-11-22 21:55:03 (UTC+8)` for a text that is put together from parts. Epoch milliseconds or ISO 8601. */
export const useAbsolute = (): ((at: number | string) => string) => {
  const timeZone = useTimeZone() ?? 'UTC'
  return (at) => absoluteText(typeof at === 'number' ? at : Date.parse(at), timeZone)
}
