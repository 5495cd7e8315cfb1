/** Preferences that the server needs for the first byte, so they live in cookies and not in localStorage. */
export const themes = ['light', 'dark', 'system'] as const
export type Theme = (typeof themes)[number]
export const densities = ['comfortable', 'compact'] as const
export type Density = (typeof densities)[number]
/** Long tables: rows drawn as they are scrolled to, or real pages for printing, screen readers and the browser's search. */
export const tableForms = ['rows', 'pages'] as const
export type TableForm = (typeof tableForms)[number]

export const preferenceCookie = {
  locale: 'locale',
  theme: 'theme',
  density: 'density',
  tables: 'tables',
  timeZone: 'tz',
  chosenZone: 'zone',
  shortcuts: 'shortcuts',
} as const

export const parseTheme = (value: string | undefined): Theme => themes.find((theme) => theme === value) ?? 'system'
export const parseDensity = (value: string | undefined): Density => densities.find((density) => density === value) ?? 'comfortable'
export const parseTableForm = (value: string | undefined): TableForm => tableForms.find((form) => form === value) ?? 'rows'

/** An IANA zone that this runtime knows, else UTC: a cookie is input. */
export const parseTimeZone = (value: string | undefined): string => {
  if (value === undefined || !/^[\w+/-]{1,64}$/.test(value)) return 'UTC'
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone
  } catch {
    return 'UTC'
  }
}

const yearSeconds = 31_536_000

/** The zone that somebody chose over their browser's; undefined where they chose none. */
export const parseChosenZone = (value: string | undefined): string | undefined =>
  value === undefined || value === '' || parseTimeZone(value) !== value ? undefined : value

/** The `document.cookie` string that remembers a preference for a year. Values are ours or an IANA zone; both are encoded. */
export const preferenceCookieText = (name: keyof typeof preferenceCookie, value: string): string =>
  `${preferenceCookie[name]}=${encodeURIComponent(value)}; path=/; max-age=${yearSeconds}; samesite=lax`
