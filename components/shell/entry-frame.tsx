'use client'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { LanguageSwitch } from './language-switch.tsx'
import { PreferencesMenu } from './preferences-menu.tsx'
import { Wordmark } from './wordmark.tsx'

type EntryFrameProps = {
  title: string
  /** Which server this is: people have several, and type a password here. */
  host: string
  children: ReactNode
}

/** A page for people who are not signed in: the mark, one question, and the choice of language and theme. */
export const EntryFrame = ({ title, host, children }: EntryFrameProps) => {
  const common = useTranslations('common')
  return (
    <div className="flex min-h-dvh flex-col">
      <header data-shell className="flex h-12 items-center justify-end gap-1 px-2 md:px-4">
        <LanguageSwitch />
        <PreferencesMenu />
      </header>
      <main id="main" className="mx-auto grid w-full max-w-sm content-start gap-5 px-4 pt-6 pb-12 md:pt-20">
        <div className="grid gap-1">
          {/* The mark has room around it for its own focus ring. */}
          <div className="-ml-1">
            <Wordmark label={common('productName')} />
          </div>
          <h1 tabIndex={-1} className="text-xl font-semibold outline-none">
            {title}
          </h1>
          <p translate="no" data-raw className="text-sm break-all text-secondary">
            {host}
          </p>
        </div>
        {children}
      </main>
    </div>
  )
}
