import type { ReactNode } from 'react'

/** Around what a failed submit says of the form as a whole: `useFailureFocus` brings the focus here. */
export const FailureBox = ({ children }: { children: ReactNode }) => (
  <div data-failure tabIndex={-1} className="rounded-lg">
    {children}
  </div>
)
