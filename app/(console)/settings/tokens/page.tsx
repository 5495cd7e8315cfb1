import type { Metadata } from 'next'
import { requireActor } from '#app/session.ts'
import { TokensScreen } from '#components/token/tokens-screen.tsx'
import { serverTranslations } from '#lib/i18n/server.ts'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await serverTranslations('token'))('title') })

const TokensPage = async () => {
  await requireActor('manage')
  return <TokensScreen />
}
export default TokensPage
