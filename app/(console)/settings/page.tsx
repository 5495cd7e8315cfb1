import { redirect } from 'next/navigation'
import { requireActor } from '#app/session.ts'
import { paths } from '#lib/paths.ts'

/** The settings begin with the page that the main menu opens. */
const SettingsPage = async () => {
  await requireActor()
  redirect(paths.accounts())
}
export default SettingsPage
