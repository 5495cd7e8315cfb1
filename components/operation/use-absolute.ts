import { useTimeZone } from 'use-intl'
import { absoluteText } from '#components/ui/time-text.ts'

/** `2026-11-22 21:55:03 (UTC+8)` for a text that is put together from parts. `at`: ISO 8601. */
export const useAbsolute = (): ((at: string) => string) => {
  const timeZone = useTimeZone() ?? 'UTC'
  return (at) => absoluteText(Date.parse(at), timeZone)
}
