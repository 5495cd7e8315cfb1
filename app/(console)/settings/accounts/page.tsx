import type { Metadata } from 'next'
import { requireActor } from '#app/session.ts'
import { AccountsScreen } from '#components/account/accounts-screen.tsx'
import { serverTranslations } from '#lib/i18n/server.ts'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await serverTranslations('account'))('title') })

/** The configured accounts and a test of each. The layout brings the list along. */
const AccountsPage = async () => {
  await requireActor()
  return <AccountsScreen />
}
export default AccountsPage
