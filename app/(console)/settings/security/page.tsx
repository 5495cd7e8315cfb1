import type { Metadata } from 'next'
import { requireActor } from '#app/session.ts'
import { SecurityScreen } from '#components/security/security-screen.tsx'
import { serverTranslations } from '#lib/i18n/server.ts'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await serverTranslations('security'))('title') })

const SecurityPage = async () => {
  await requireActor('self')
  return <SecurityScreen />
}
export default SecurityPage
