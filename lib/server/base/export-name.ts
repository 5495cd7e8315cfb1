type Range = { from?: string | undefined; to?: string | undefined }

/**
 * `audit_2026-11-01T00-00Z_2026-11-22T14-05Z_filtered.csv`: the range in UTC, and whether anything else was left out, in characters
 * that every file system takes. `now`: epoch milliseconds.
 */
export function exportName(what: string, { from, to, ...rest }: Range & Record<string, unknown>, now: number, ending: string): string {
  const at = (time: number) => `${new Date(time).toISOString().slice(0, 16).replace(':', '-')}Z`
  const since = from === undefined ? 'start' : at(Date.parse(from))
  const until = at(to === undefined ? now : Math.min(now, Date.parse(to)))
  const filtered = Object.values(rest).some((value) => value !== undefined) ? ['filtered'] : []
  return `${[what, since, until, ...filtered].join('_')}.${ending}`
}
