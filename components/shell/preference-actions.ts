'use client'
import { preferenceCookieText } from '#lib/i18n/preferences.ts'
import type { Density, Theme } from '#lib/i18n/preferences.ts'

const remember = (name: Parameters<typeof preferenceCookieText>[0], value: string) => {
  document.cookie = preferenceCookieText(name, value)
}

/** Draws the page in a theme at once, with no fading, and remembers the choice for the server. */
export const chooseTheme = (theme: Theme): void => {
  remember('theme', theme)
  const root = document.documentElement
  root.dataset['themeSwitching'] = ''
  root.dataset['themeChoice'] = theme
  root.dataset['theme'] = theme === 'system' ? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light') : theme
  requestAnimationFrame(() => requestAnimationFrame(() => delete root.dataset['themeSwitching']))
  window.dispatchEvent(new Event(preferencesChanged))
}
export const chooseDensity = (density: Density): void => {
  remember('density', density)
  document.documentElement.dataset['density'] = density
  window.dispatchEvent(new Event(preferencesChanged))
}
export const chooseShortcuts = (on: boolean): void => {
  remember('shortcuts', on ? 'on' : 'off')
  document.documentElement.dataset['shortcuts'] = on ? 'on' : 'off'
  window.dispatchEvent(new Event(preferencesChanged))
}
/** A zone, or undefined for the browser's own. The caller refreshes the page's data afterwards. */
export const chooseTimeZone = (zone: string | undefined): void => remember('chosenZone', zone ?? '')
/** The language is drawn by the server: the caller refreshes the page's data afterwards. */
export const rememberLocale = (locale: string): void => remember('locale', locale)

export const preferencesChanged = 'enidesk:preferences'
export const shortcutsOn = (): boolean => document.documentElement.dataset['shortcuts'] !== 'off'
