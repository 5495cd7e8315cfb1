import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'

/** "Why", "Details", "Request preview": text that most readers skip. Native, so that find-in-page opens it. */
export const Disclosure = ({ summary, open, children }: { summary: ReactNode; open?: boolean; children: ReactNode }) => (
  <details open={open} className="group/disclosure">
    <summary className="-mx-1.5 inline-flex min-h-7 list-none items-center gap-1 rounded-md px-1.5 text-sm text-secondary hover:bg-hover hover:text-primary [&::-webkit-details-marker]:hidden">
      <ChevronRight className="transition-transform duration-100 group-open/disclosure:rotate-90" />
      {summary}
    </summary>
    <div className="pt-1 pb-2 pl-5 text-sm">{children}</div>
  </details>
)
