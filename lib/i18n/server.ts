import 'server-only'
import { cache } from 'react'
import { cookies, headers } from 'next/headers'
import { createTranslator } from 'use-intl/core'
import { loadMessages } from './load.ts'
import { negotiateLocale } from './locale.ts'
import { parseChosenZone, parseDensity, parseTableForm, parseTheme, parseTimeZone, preferenceCookie } from './preferences.ts'
import type { Namespace } from './types.ts'

/** What a request says about its reader: language, theme, density, tables and zone. Once per request. */
export const requestPreferences = cache(async () => {
  const [jar, head] = await Promise.all([cookies(), headers()])
  const read = (name: keyof typeof preferenceCookie) => jar.get(preferenceCookie[name])?.value
  const chosenZone = parseChosenZone(read('chosenZone'))
  return {
    locale: negotiateLocale(read('locale'), head.get('accept-language') ?? undefined),
    theme: parseTheme(read('theme')),
    density: parseDensity(read('density')),
    tables: parseTableForm(read('tables')),
    timeZone: chosenZone ?? parseTimeZone(read('timeZone')),
    chosenZone,
    shortcuts: read('shortcuts') !== 'off',
    nonce: head.get('x-nonce') ?? undefined,
    /** The clock that the page is drawn by, so that hydration sees the same one. */
    renderedAt: Date.now(),
  }
})

/** Translations for server code: page titles, metadata, server components. `const t = await serverTranslations('shell')`. */
export const serverTranslations = async <N extends Namespace>(namespace: N) => {
  const { locale, timeZone } = await requestPreferences()
  return createTranslator({ locale, timeZone, namespace, messages: await loadMessages(locale) })
}
