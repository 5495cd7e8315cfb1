export const locales = ['en', 'zh'] as const
export type Locale = (typeof locales)[number]
export const defaultLocale: Locale = 'en'

/** BCP 47 tag for `<html lang>` and Intl: plain `zh` would leave the choice of Han glyphs to the browser. */
export const languageTag: Record<Locale, string> = { en: 'en', zh: 'zh-CN' }

export const isLocale = (value: string | undefined): value is Locale => locales.some((locale) => locale === value)

/**
 * The language of a request: the cookie if it names one we have, else the best match of `Accept-Language` by its q values,
 * else English. Any Chinese (zh-TW, zh-Hant) gets our Chinese rather than English.
 */
export const negotiateLocale = (cookie: string | undefined, acceptLanguage: string | undefined): Locale => {
  if (isLocale(cookie)) return cookie
  const ranges = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...params] = part.trim().toLowerCase().split(';')
      const q = params.map((param) => /^\s*q=([\d.]+)\s*$/.exec(param)?.[1]).find((value) => value !== undefined)
      return { language: tag.split('-')[0], q: q === undefined ? 1 : Number(q) }
    })
    .filter((range) => range.q > 0)
    .toSorted((a, b) => b.q - a.q)
  const best = ranges.map((range) => range.language).find((language) => isLocale(language))
  return isLocale(best) ? best : defaultLocale
}
