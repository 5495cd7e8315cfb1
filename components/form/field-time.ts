import { fromLocalInput } from '#components/ui/time-text.ts'

/**
 * The time that a field stands for, ISO 8601, once it says `text`. Half typed (`bad`, as the browser calls it, or a year that is) it
 * still stands for `before`; emptied for none.
 */
export function fieldTime(text: string, bad: boolean, before: string, timeZone: string): string {
  if (text === '') return bad ? before : ''
  const at = fromLocalInput(text, timeZone)
  return at === undefined ? before : new Date(at).toISOString()
}

/** A time as a URL may say it, ISO 8601; undefined for what is none. */
export const urlTime = (text: string): string | undefined => (Number.isNaN(Date.parse(text)) ? undefined : new Date(text).toISOString())

/** Nothing can be within this range: it ends before it has begun. */
export const isEmptyRange = ({ from, to }: { from?: string | undefined; to?: string | undefined }): boolean =>
  Date.parse(from ?? '') >= Date.parse(to ?? '')
