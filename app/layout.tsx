import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { loadMessages } from '#lib/i18n/load.ts'
import { languageTag } from '#lib/i18n/locale.ts'
import { requestPreferences } from '#lib/i18n/server.ts'
import './globals.css'
import { Providers } from './providers.tsx'

export const metadata: Metadata = {
  title: { default: 'enidesk', template: '%s · enidesk' },
  robots: { index: false, follow: false },
  icons: { icon: '/icon.svg' },
}

/** `bg-app` of each theme, as a colour that browser chrome understands. */
const themeColor = { light: '#f5f7f9', dark: '#0c0f12' } as const

export const generateViewport = async (): Promise<Viewport> => {
  const { theme } = await requestPreferences()
  return {
    width: 'device-width',
    initialScale: 1,
    themeColor:
      theme === 'system'
        ? [
            { media: '(prefers-color-scheme: light)', color: themeColor.light },
            { media: '(prefers-color-scheme: dark)', color: themeColor.dark },
          ]
        : themeColor[theme],
  }
}

const RootLayout = async ({ children }: { children: ReactNode }) => {
  const { locale, theme, density, tables, timeZone, chosenZone, shortcuts, nonce, renderedAt } = await requestPreferences()
  return (
    <html
      lang={languageTag[locale]}
      data-theme={theme}
      data-density={density}
      data-tables={tables}
      data-shortcuts={shortcuts ? 'on' : 'off'}
    >
      <body>
        <Providers
          locale={locale}
          messages={await loadMessages(locale)}
          timeZone={timeZone}
          chosenZone={chosenZone}
          renderedAt={renderedAt}
          nonce={nonce}
        >
          {children}
        </Providers>
      </body>
    </html>
  )
}
export default RootLayout
