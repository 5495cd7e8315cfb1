'use client'
import { lazy, Suspense, useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { OpenOperations } from '#lib/query/operation.ts'
import { OutageBanner } from './outage-banner.tsx'
import { RouteFocus } from './route-focus.tsx'
import { Sidebar } from './sidebar.tsx'
import { Topbar } from './topbar.tsx'
import { UnreachableBanner } from './unreachable-banner.tsx'
import { useShortcuts } from './use-shortcuts.ts'

const ShortcutsDialog = lazy(async () => ({ default: (await import('./shortcuts-dialog.tsx')).ShortcutsDialog }))

type ShellProps = { openOperations?: OpenOperations | undefined; demo: boolean; version: string; children: ReactNode }

/** What every page stands in: skip link, top bar, navigation, and the page as `<main>`. */
export const Shell = ({ openOperations, demo, version, children }: ShellProps) => {
  const t = useTranslations('shell')
  const [help, setHelp] = useState(false)
  const { openSearch } = useShortcuts(() => setHelp(true))
  return (
    <>
      <a
        href="#main"
        className="fixed top-2 left-2 z-tooltip -translate-y-16 rounded-md bg-overlay px-3 py-2 text-base text-link underline shadow-popover focus:translate-y-0"
      >
        {t('skipToContent')}
      </a>
      <Topbar openOperations={openOperations} demo={demo} version={version} onSearch={openSearch} onHelp={() => setHelp(true)} />
      <div className="flex">
        <Sidebar openOperations={openOperations} version={version} />
        <main id="main" tabIndex={-1} className="min-h-[calc(100dvh-3rem)] min-w-0 flex-1 outline-none">
          <UnreachableBanner />
          <OutageBanner />
          {children}
        </main>
      </div>
      <RouteFocus />
      {help && (
        <Suspense>
          <ShortcutsDialog onClose={() => setHelp(false)} />
        </Suspense>
      )}
    </>
  )
}
