import { Info } from 'lucide-react'
import type { ReactNode } from 'react'

/** The visible text beside a control that is off. Renders nothing while there is no reason. */
export const DisabledReason = ({ children }: { children: ReactNode }) =>
  children === undefined || children === null || children === '' ? null : (
    <p className="flex items-start gap-1.5 text-sm text-secondary">
      <Info className="mt-0.5" />
      <span>{children}</span>
    </p>
  )
