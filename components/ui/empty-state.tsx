import type { ReactNode } from 'react'

/** What stands where nothing exists: icon, one line, one sentence, the action that makes the first one. */
export const EmptyState = ({ icon, title, text, action }: { icon: ReactNode; title: string; text?: ReactNode; action?: ReactNode }) => (
  <div className="flex flex-col items-center gap-1 px-4 py-12 text-center">
    <div className="mb-2 text-tertiary [&_svg]:size-8">{icon}</div>
    <p className="text-base font-semibold">{title}</p>
    {text !== undefined && <div className="max-w-72 text-sm text-balance text-secondary">{text}</div>}
    {action !== undefined && <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div>}
  </div>
)
