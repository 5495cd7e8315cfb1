'use client'
import type { Locale } from '#lib/i18n/locale.ts'
import { preferenceCookie, preferenceCookieText } from '#lib/i18n/preferences.ts'
import type { Density, TableForm, Theme } from '#lib/i18n/preferences.ts'
import type { Preferences } from '#lib/schema/preferences.ts'

const remember = (name: Parameters<typeof preferenceCookieText>[0], value: string) => {
  document.cookie = preferenceCookieText(name, value)
}
const remembered = (name: keyof typeof preferenceCookie): string | undefined => {
  const text = document.cookie.split('; ').find((part) => part.startsWith(`${preferenceCookie[name]}=`))
  return text === undefined ? undefined : decodeURIComponent(text.slice(text.indexOf('=') + 1))
}

const listeners = new Set<(change: Preferences) => void>()
const chosen = (change: Preferences) => {
  for (const listener of listeners) listener(change)
}
/** Calls `listener` with every choice of the person at this page. Returns how to stop that. */
export const onChosen = (listener: (change: Preferences) => void): (() => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Draws the page in a theme at once, with no fading, and remembers it for the server. */
const showTheme = (theme: Theme): void => {
  remember('theme', theme)
  const root = document.documentElement
  root.dataset['themeSwitching'] = ''
  root.dataset['theme'] = theme
  requestAnimationFrame(() => requestAnimationFrame(() => delete root.dataset['themeSwitching']))
  window.dispatchEvent(new Event(preferencesChanged))
}
const showDensity = (density: Density): void => {
  remember('density', density)
  document.documentElement.dataset['density'] = density
  window.dispatchEvent(new Event(preferencesChanged))
}
const showTables = (tables: TableForm): void => {
  remember('tables', tables)
  document.documentElement.dataset['tables'] = tables
  window.dispatchEvent(new Event(preferencesChanged))
}
const showShortcuts = (on: boolean): void => {
  remember('shortcuts', on ? 'on' : 'off')
  document.documentElement.dataset['shortcuts'] = on ? 'on' : 'off'
  window.dispatchEvent(new Event(preferencesChanged))
}

export const chooseTheme = (theme: Theme): void => {
  showTheme(theme)
  chosen({ theme })
}
export const chooseDensity = (density: Density): void => {
  showDensity(density)
  chosen({ density })
}
export const chooseTables = (tables: TableForm): void => {
  showTables(tables)
  chosen({ tables })
}
export const chooseShortcuts = (shortcuts: boolean): void => {
  showShortcuts(shortcuts)
  chosen({ shortcuts })
}
/** A zone, or undefined for the browser's own. The caller refreshes the page's data afterwards. */
export const chooseTimeZone = (zone: string | undefined): void => {
  remember('chosenZone', zone ?? '')
  chosen({ timeZone: zone ?? null })
}
/** The language is drawn by the server: the caller refreshes the page's data afterwards. */
export const chooseLocale = (locale: Locale): void => {
  remember('locale', locale)
  chosen({ locale })
}

/** Puts what somebody chose elsewhere into effect here. True: the server has to draw the page again. */
export const applyPreferences = ({ locale, theme, density, tables, timeZone, shortcuts }: Preferences): boolean => {
  const { dataset } = document.documentElement
  if (theme !== undefined && dataset['theme'] !== theme) showTheme(theme)
  if (density !== undefined && dataset['density'] !== density) showDensity(density)
  if (tables !== undefined && dataset['tables'] !== tables) showTables(tables)
  if (shortcuts !== undefined && (dataset['shortcuts'] !== 'off') !== shortcuts) showShortcuts(shortcuts)
  const otherLocale = locale !== undefined && remembered('locale') !== locale
  const otherZone = timeZone !== undefined && (remembered('chosenZone') ?? '') !== (timeZone ?? '')
  if (otherLocale) remember('locale', locale)
  if (otherZone) remember('chosenZone', timeZone ?? '')
  return otherLocale || otherZone
}

export const preferencesChanged = 'enidesk:preferences'
export const shortcutsOn = (): boolean => document.documentElement.dataset['shortcuts'] !== 'off'
