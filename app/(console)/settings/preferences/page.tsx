import type { Metadata } from 'next'
import { requireActor } from '#app/session.ts'
import { PreferencesScreen } from '#components/shell/preferences-screen.tsx'
import { requestPreferences, serverTranslations } from '#lib/i18n/server.ts'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await serverTranslations('shell'))('preferencesPage') })

/** How the console looks to this person. */
const PreferencesPage = async () => {
  await requireActor()
  const { chosenZone } = await requestPreferences()
  return <PreferencesScreen chosenZone={chosenZone} />
}
export default PreferencesPage
