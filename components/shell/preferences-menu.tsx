'use client'
import { Keyboard, SlidersHorizontal } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Menu } from '#components/ui/menu.tsx'
import { densities, themes } from '#lib/i18n/preferences.ts'
import { chooseDensity, chooseShortcuts, chooseTheme } from './preference-actions.ts'
import { useRootAttribute } from './use-root-attribute.ts'

const themeLabel = { light: 'themeLight', dark: 'themeDark', system: 'themeSystem' } as const
const densityLabel = { comfortable: 'densityComfortable', compact: 'densityCompact' } as const

/** Theme, density and shortcuts: act at once, remembered in this browser. */
export const PreferencesMenu = ({ onHelp }: { onHelp?: () => void }) => {
  const t = useTranslations('shell')
  const theme = useRootAttribute('theme')
  const density = useRootAttribute('density')
  const shortcuts = useRootAttribute('shortcuts')
  return (
    <Menu
      label={t('preferences')}
      icon={<SlidersHorizontal />}
      iconOnly
      items={[
        ...themes.map((choice) => ({
          key: choice,
          group: t('theme'),
          label: t(themeLabel[choice]),
          checked: theme === choice,
          onSelect: () => chooseTheme(choice),
        })),
        ...densities.map((choice) => ({
          key: choice,
          group: t('density'),
          label: t(densityLabel[choice]),
          checked: density === choice,
          onSelect: () => chooseDensity(choice),
        })),
        {
          key: 'shortcuts',
          group: t('shortcuts'),
          label: t('shortcutsOn'),
          checked: shortcuts !== 'off',
          onSelect: () => chooseShortcuts(shortcuts === 'off'),
        },
        ...(onHelp === undefined
          ? []
          : [{ key: 'help', group: t('shortcuts'), label: t('showShortcuts'), icon: <Keyboard />, onSelect: onHelp }]),
      ]}
    />
  )
}
