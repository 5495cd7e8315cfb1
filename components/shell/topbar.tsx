'use client'
import { FlaskConical, Menu as MenuIcon, Search } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Kbd } from '#components/ui/kbd.tsx'
import { Sheet } from '#components/ui/sheet.tsx'
import { Tag } from '#components/ui/tag.tsx'
import { useHydrated } from '#components/ui/use-hydrated.ts'
import type { OpenOperations } from '#lib/query/operation.ts'
import { LanguageSwitch } from './language-switch.tsx'
import { NavLinks } from './nav-links.tsx'
import { PreferencesMenu } from './preferences-menu.tsx'
import { UserMenu } from './user-menu.tsx'
import { Wordmark } from './wordmark.tsx'

type TopbarProps = { openOperations: OpenOperations | undefined; demo: boolean; version: string; onSearch: () => void; onHelp: () => void }

export const Topbar = ({ openOperations, demo, version, onSearch, onHelp }: TopbarProps) => {
  const t = useTranslations('shell')
  const product = useTranslations('common')('productName')
  const [open, setOpen] = useState(false)
  const hydrated = useHydrated()
  return (
    <header
      data-shell
      className="sticky top-0 z-topbar flex h-12 items-center gap-0.5 border-b border-default bg-surface px-2 md:gap-2 md:px-4"
    >
      <IconButton
        label={t('openNavigation')}
        icon={<MenuIcon />}
        onClick={() => setOpen(true)}
        aria-expanded={open}
        className="md:hidden"
      />
      <Wordmark label={product} labelClass="max-[24rem]:sr-only" />
      {demo && (
        <span title={t('demoHint')}>
          <Tag icon={<FlaskConical />}>
            <span className="max-[26rem]:sr-only">{t('demo')}</span>
          </Tag>
        </span>
      )}
      <div className="min-w-0 flex-1" />
      <button
        type="button"
        onClick={onSearch}
        className="hidden h-8 w-72 min-w-0 items-center gap-2 rounded-md border border-default bg-subtle px-2.5 text-left text-sm text-tertiary hover:border-strong hover:text-secondary md:flex"
      >
        <Search />
        <span className="min-w-0 flex-1 truncate" title={t('openSearch')}>
          {t('openSearch')}
        </span>
        <Kbd>{hydrated && navigator.platform.startsWith('Mac') ? '⌘ K' : 'Ctrl K'}</Kbd>
      </button>
      <IconButton label={t('openSearch')} icon={<Search />} onClick={onSearch} className="md:hidden" />
      <LanguageSwitch />
      <PreferencesMenu onHelp={onHelp} />
      <UserMenu />
      {open && (
        <Sheet
          side="left"
          title={product}
          onClose={() => setOpen(false)}
          footer={<p className="num text-xs text-tertiary">{t('version', { version })}</p>}
        >
          <nav aria-label={t('navigation')} className="-mx-2">
            <NavLinks openOperations={openOperations} onFollow={() => setOpen(false)} />
          </nav>
        </Sheet>
      )}
    </header>
  )
}
