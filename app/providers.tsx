'use client'
import { CSPProvider } from '@base-ui/react/csp-provider'
import { QueryClientProvider } from '@tanstack/react-query'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import { useEffect, useSyncExternalStore } from 'react'
import type { ReactNode } from 'react'
import { IntlProvider } from 'use-intl'
import { LiveRegion } from '#components/ui/live-region.tsx'
import { RenderedAtContext, setNowSource } from '#components/ui/now.ts'
import { Toasts } from '#components/ui/toasts.tsx'
import type { Locale } from '#lib/i18n/locale.ts'
import type { Messages } from '#lib/i18n/types.ts'
import { getQueryClient } from '#lib/query/client.ts'
import { preferenceCookieText } from '#lib/i18n/preferences.ts'
import { serverNow } from '#lib/query/server-clock.ts'

// Ages are counted on the server's clock.
setNowSource(serverNow)

const never = () => () => {}
const browserTimeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

type ProvidersProps = {
  locale: Locale
  messages: Messages
  timeZone: string
  /** What the reader chose over their browser's zone. */
  chosenZone: string | undefined
  renderedAt: number
  nonce: string | undefined
  children: ReactNode
}

/** Everything that pages take from context. The messages are those of one language only. */
export const Providers = ({ locale, messages, timeZone, chosenZone, renderedAt, nonce, children }: ProvidersProps) => {
  // The zone in the cookie may be missing or old: hydration sees the server's, the next draw the browser's.
  const browsers = useSyncExternalStore(never, browserTimeZone, () => timeZone)
  const zone = chosenZone ?? browsers
  // For the next page. Not before this one is there: the browser's first word about time zones takes it 50 ms.
  useEffect(() => {
    document.cookie = preferenceCookieText('timeZone', browserTimeZone())
  }, [])
  return (
    <CSPProvider {...(nonce === undefined ? {} : { nonce })} disableStyleElements>
      <IntlProvider locale={locale} messages={messages} timeZone={zone}>
        <RenderedAtContext value={renderedAt}>
          <QueryClientProvider client={getQueryClient()}>
            <NuqsAdapter>{children}</NuqsAdapter>
          </QueryClientProvider>
        </RenderedAtContext>
        <Toasts />
        <LiveRegion />
      </IntlProvider>
    </CSPProvider>
  )
}
