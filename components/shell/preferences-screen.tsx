'use client'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { useLocale, useTimeZone, useTranslations } from 'use-intl'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Combobox } from '#components/ui/combobox.tsx'
import { useNow } from '#components/ui/now.ts'
import { RadioGroup } from '#components/ui/radio-group.tsx'
import { absoluteText } from '#components/ui/time-text.ts'
import { isLocale, locales } from '#lib/i18n/locale.ts'
import { densities, parseDensity, parseTheme, themes } from '#lib/i18n/preferences.ts'
import { chooseDensity, chooseShortcuts, chooseTables, chooseTheme, chooseTimeZone, chooseLocale } from './preference-actions.ts'
import { useRootAttribute } from './use-root-attribute.ts'

const ownName = { en: 'English', zh: '中文' } as const
const themeLabel = { light: 'themeLight', dark: 'themeDark', system: 'themeSystem' } as const
const densityLabel = { comfortable: 'densityComfortable', compact: 'densityCompact' } as const
const browserZone = 'browser'

/** How the console looks to this person. Every choice acts at once. */
export const PreferencesScreen = ({ chosenZone }: { chosenZone: string | undefined }) => {
  const t = useTranslations('shell')
  const router = useRouter()
  const [pending, start] = useTransition()
  const locale = useLocale()
  const timeZone = useTimeZone() ?? 'UTC'
  const now = useNow(60_000)
  const theme = useRootAttribute('theme')
  const density = useRootAttribute('density')
  const tables = useRootAttribute('tables')
  const shortcuts = useRootAttribute('shortcuts')
  const drawAgain = () => start(() => router.refresh())
  const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]
  return (
    <div className="grid max-w-xl gap-6 px-4 pb-8 md:px-6" aria-busy={pending || undefined}>
      <header className="grid gap-1 pt-4">
        <h1 className="text-xl font-semibold">{t('preferencesPage')}</h1>
        <p className="text-sm text-secondary">{t('preferencesText')}</p>
      </header>
      <RadioGroup
        label={t('language')}
        inline
        value={isLocale(locale) ? locale : 'en'}
        onChange={(next) => {
          chooseLocale(next)
          drawAgain()
        }}
        options={locales.map((value) => ({ value, label: <span lang={value === 'zh' ? 'zh-CN' : 'en'}>{ownName[value]}</span> }))}
      />
      <RadioGroup
        label={t('theme')}
        inline
        value={parseTheme(theme)}
        onChange={chooseTheme}
        options={themes.map((value) => ({ value, label: t(themeLabel[value]) }))}
      />
      <RadioGroup
        label={t('density')}
        inline
        value={parseDensity(density)}
        onChange={chooseDensity}
        options={densities.map((value) => ({ value, label: t(densityLabel[value]) }))}
      />
      <Combobox
        label={t('timeZone')}
        hint={t('timeZoneNow', { time: absoluteText(now, timeZone) })}
        className="max-w-sm"
        value={chosenZone ?? browserZone}
        onChange={(next) => {
          chooseTimeZone(next === browserZone ? undefined : next)
          drawAgain()
        }}
        options={[{ value: browserZone, label: t('timeZoneBrowser') }, ...zones.map((zone) => ({ value: zone, label: zone }))]}
      />
      <Checkbox
        label={t('tablePages')}
        hint={t('tablePagesHint')}
        checked={tables === 'pages'}
        onChange={(event) => chooseTables(event.target.checked ? 'pages' : 'rows')}
      />
      <Checkbox
        label={t('shortcutsOn')}
        hint={t('shortcutsHint')}
        checked={shortcuts !== 'off'}
        onChange={(event) => chooseShortcuts(event.target.checked)}
      />
    </div>
  )
}
