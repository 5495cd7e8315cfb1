import type { Metadata } from 'next'
import { requireActor } from '#app/session.ts'
import { UsersScreen } from '#components/user/users-screen.tsx'
import { serverTranslations } from '#lib/i18n/server.ts'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await serverTranslations('user'))('title') })

const UsersPage = async () => {
  await requireActor('manage')
  return <UsersScreen />
}
export default UsersPage
