import type { ReactNode } from 'react'

/** `sheet`: what opens over the page that is shown, be it the list or an interface, and has an address of its own. */
const EnisLayout = ({ children, sheet }: { children: ReactNode; sheet: ReactNode }) => (
  <>
    {children}
    {sheet}
  </>
)
export default EnisLayout
