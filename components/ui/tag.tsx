import type { ReactNode } from 'react'

/** An outlined word that names a kind, not a state: Primary, Demo. */
export const Tag = ({ icon, children }: { icon?: ReactNode; children: ReactNode }) => (
  <span className="inline-flex h-5 flex-none items-center gap-1 align-middle rounded-sm border border-default px-1.5 text-xs whitespace-nowrap text-secondary [&_svg]:size-3">
    {icon}
    {children}
  </span>
)
