/** The vendor's times come without a zone; they are Beijing time (UTC+8, no summer time). ISO 8601 UTC, or undefined if it is not a time. */
export function toIsoUtc(text: string | undefined): string | undefined {
  const match = text?.match(/^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)$/)
  if (!match) return undefined
  const at = Date.parse(`${match[1]}T${match[2]}+08:00`)
  return Number.isNaN(at) ? undefined : new Date(at).toISOString()
}
