import type { Metadata } from 'next'
import { TokensScreen } from '#components/token/tokens-screen.tsx'
import { serverTranslations } from '#lib/i18n/server.ts'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await serverTranslations('token'))('title') })

const TokensPage = () => <TokensScreen />
export default TokensPage
