import type { ReactNode } from 'react'
import { SettingsNav } from '#components/shell/settings-nav.tsx'

/** The way between the pages of the settings, above each of them. */
const SettingsLayout = ({ children }: { children: ReactNode }) => (
  <>
    <SettingsNav />
    {children}
  </>
)
export default SettingsLayout
