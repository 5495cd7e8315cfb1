import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { EntryFrame } from '#components/shell/entry-frame.tsx'
import { SetUpScreen } from '#components/sign-in/set-up-screen.tsx'
import { serverTranslations } from '#lib/i18n/server.ts'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await serverTranslations('signIn'))('setUpTitle') })

/** Where a one-time link leads. Its secret stands behind the `#`, which no server sees. */
const SetUpPage = async () => {
  const [given, t] = await Promise.all([headers(), serverTranslations('signIn')])
  return (
    <EntryFrame title={t('setUpTitle')} host={given.get('host') ?? ''}>
      <SetUpScreen />
    </EntryFrame>
  )
}
export default SetUpPage
