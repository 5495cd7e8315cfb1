'use client'
import { useTranslations } from 'use-intl'
import type { OpenOperations } from '#lib/query/operation.ts'
import { NavLinks } from './nav-links.tsx'

/** 232 px from 1200 px on, a 56 px rail from 768, nothing on phones (the top bar opens a sheet there). */
export const Sidebar = ({ openOperations, version }: { openOperations: OpenOperations | undefined; version: string }) => {
  const t = useTranslations('shell')
  return (
    <nav
      aria-label={t('navigation')}
      className="sticky top-12 hidden h-[calc(100dvh-3rem)] w-14 flex-none flex-col justify-between overflow-y-auto border-r border-default bg-subtle px-2 py-3 md:flex lg:w-58"
    >
      <NavLinks openOperations={openOperations} rail />
      <p className="num hidden px-2.5 text-xs text-tertiary lg:block">{t('version', { version })}</p>
    </nav>
  )
}
