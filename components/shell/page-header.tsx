import Link from 'next/link'
import type { ReactNode } from 'react'

type PageHeaderProps = {
  title: ReactNode
  /** Beside the title: a count, a status. */
  after?: ReactNode
  breadcrumb?: { href: string; label: ReactNode }[]
  breadcrumbLabel?: string
  /** A line of copyable ids under the title. */
  meta?: ReactNode
  /** Age of the data, refresh, at most one primary button. */
  actions?: ReactNode
}

/** The only `h1` of a page, with what belongs beside it. */
export const PageHeader = ({ title, after, breadcrumb, breadcrumbLabel, meta, actions }: PageHeaderProps) => (
  <header className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2 px-4 pt-4 pb-3 md:px-6">
    <div className="min-w-0 max-w-full">
      {breadcrumb !== undefined && (
        <nav aria-label={breadcrumbLabel} className="mb-0.5 flex flex-wrap items-center gap-1.5 text-sm text-secondary">
          {breadcrumb.map((crumb, index) => (
            <span key={crumb.href} className="inline-flex items-center gap-1.5">
              {index > 0 && <span aria-hidden>/</span>}
              <Link href={crumb.href} className="inline-flex min-h-6 items-center hover:text-primary hover:underline">
                {crumb.label}
              </Link>
            </span>
          ))}
        </nav>
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h1 className="min-w-0 text-xl font-semibold break-words">{title}</h1>
        {after}
      </div>
      {meta !== undefined && <div className="mt-0.5 flex flex-wrap items-center gap-x-3 gap-y-0.5 text-sm text-secondary">{meta}</div>}
    </div>
    {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
  </header>
)
