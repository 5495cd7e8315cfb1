'use client'
import { History, Network, ScrollText, Search, Settings } from 'lucide-react'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { cx } from '#components/ui/class-names.ts'
import { IntentLink } from '#components/ui/intent-link.tsx'
import { toneBox } from '#components/ui/tones.ts'
import { Tooltip } from '#components/ui/tooltip.tsx'
import { paths } from '#lib/paths.ts'
import type { OpenOperations } from '#lib/query/operation.ts'

type NavItem = {
  key: 'home' | 'enis' | 'operations' | 'audit' | 'settings'
  href: string
  /** What lies below it, where that is more than `href`. */ folder?: string
  icon: ReactNode
}

/** Pages that exist, and no others. */
const items: NavItem[] = [
  { key: 'home', href: paths.home(), icon: <Search /> },
  { key: 'enis', href: paths.enis(), icon: <Network /> },
  { key: 'operations', href: paths.operations(), icon: <History /> },
  { key: 'audit', href: paths.audit(), icon: <ScrollText /> },
  { key: 'settings', href: paths.accounts(), folder: '/settings', icon: <Settings /> },
]
const none: OpenOperations = { open: 0, attention: 0 }
const isCurrent = (pathname: string, href: string) =>
  href === '/' ? pathname === '/' : pathname === href || pathname.startsWith(`${href}/`)

type NavLinksProps = {
  openOperations: OpenOperations | undefined
  /** Icons only below 1200 px, names as tooltips. */ rail?: boolean
  onFollow?: () => void
}

export const NavLinks = ({ openOperations = none, rail = false, onFollow }: NavLinksProps) => {
  const t = useTranslations('shell')
  const pathname = usePathname()
  return (
    <ul className="grid gap-0.5">
      {items.map((item) => {
        const current = isCurrent(pathname, item.folder ?? item.href)
        const waits = openOperations.attention > 0
        const count = item.key !== 'operations' ? 0 : waits ? openOperations.attention : openOperations.open
        const link = (
          <IntentLink
            href={item.href}
            aria-current={current ? 'page' : undefined}
            onClick={onFollow}
            className={cx(
              'relative flex h-8 items-center gap-2.5 rounded-md px-2.5 text-base whitespace-nowrap coarse:h-11',
              rail && 'max-lg:size-10 max-lg:justify-center max-lg:px-0',
              current ? 'bg-selected font-semibold text-accent' : 'text-secondary hover:bg-hover hover:text-primary',
            )}
          >
            {item.icon}
            <span className={cx('min-w-0 flex-1 truncate', rail && 'max-lg:sr-only')}>{t(item.key)}</span>
            {count > 0 && (
              <>
                <span
                  aria-hidden
                  className={cx(
                    'num inline-flex h-5 min-w-5 items-center justify-center rounded-full border px-1.5 text-xs font-semibold',
                    waits ? toneBox.warning : toneBox.pending,
                    rail && 'max-lg:absolute max-lg:-top-0.5 max-lg:-right-0.5 max-lg:h-4 max-lg:min-w-4 max-lg:px-1',
                  )}
                >
                  {count > 99 ? '99+' : count}
                </span>
                <span className="sr-only">{t(waits ? 'attentionOperations' : 'openOperations', { count })}</span>
              </>
            )}
          </IntentLink>
        )
        return (
          <li key={item.key}>
            {rail ? (
              <Tooltip content={t(item.key)} off="lg">
                {link}
              </Tooltip>
            ) : (
              link
            )}
          </li>
        )
      })}
    </ul>
  )
}
