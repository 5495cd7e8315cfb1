import type { Metadata } from 'next'
import { SecurityScreen } from '#components/security/security-screen.tsx'
import { serverTranslations } from '#lib/i18n/server.ts'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await serverTranslations('security'))('title') })

const SecurityPage = () => <SecurityScreen />
export default SecurityPage
