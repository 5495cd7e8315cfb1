import type { ReactNode } from 'react'

type PageTopProps = {
  breadcrumb?: ReactNode
  title: ReactNode
  /** Count or state beside the title. */
  aside?: ReactNode
  meta?: ReactNode
  actions?: ReactNode
  children?: ReactNode
}

/** The head of a page: where, what, how fresh, what can be done. On phones the actions come under the title. */
export const PageTop = ({ breadcrumb, title, aside, meta, actions, children }: PageTopProps) => (
  <header className="grid gap-1 pt-4 pb-3">
    {breadcrumb}
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <div className="flex min-w-0 flex-[1_1_16rem] flex-wrap items-center gap-x-3 gap-y-1">
        <h1 className="text-xl font-semibold [overflow-wrap:anywhere]">{title}</h1>
        {aside}
      </div>
      {/* Shown once all of it has arrived: a part of it may fit beside the title where the whole stands under it. */}
      <div className="flex flex-wrap items-center gap-2 not-has-[>[data-all-arrived]]:hidden">
        {meta}
        {actions}
        <span data-all-arrived hidden />
      </div>
    </div>
    {children}
  </header>
)
