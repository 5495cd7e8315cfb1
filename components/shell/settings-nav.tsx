'use client'
import { usePathname } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { cx } from '#components/ui/class-names.ts'
import { IntentLink } from '#components/ui/intent-link.tsx'
import { paths } from '#lib/paths.ts'

const pages = [
  ['accounts', paths.accounts()],
  ['users', paths.users()],
  ['tokens', paths.tokens()],
  ['security', paths.security()],
  ['preferencesPage', paths.preferences()],
] as const

/** The pages of the settings. One that is for another role is there too, and says so. */
export const SettingsNav = () => {
  const t = useTranslations('shell')
  const pathname = usePathname()
  const nav = useRef<HTMLElement>(null)
  useEffect(() => {
    // On a narrow screen the row scrolls, and the page that is open may stand at its end.
    nav.current?.querySelector(`[href="${pathname}"]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [pathname])
  return (
    <nav ref={nav} aria-label={t('settings')} data-scroll-x className="overflow-x-auto border-b border-default px-4 pt-2 md:px-6">
      <ul className="-ml-3 flex gap-1">
        {pages.map(([key, href]) => (
          <li key={key}>
            <IntentLink
              href={href}
              aria-current={pathname === href ? 'page' : undefined}
              className={cx(
                'relative inline-flex h-9 items-center rounded-md px-3 text-base whitespace-nowrap -outline-offset-2! hover:bg-hover coarse:h-11',
                pathname === href
                  ? 'font-semibold text-accent after:absolute after:inset-x-2 after:bottom-0 after:h-0.5 after:bg-accent'
                  : 'text-secondary',
              )}
            >
              {t(key)}
            </IntentLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
