'use client'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useId, type MouseEvent, type ReactNode } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { buttonClass } from '#components/ui/button-class.ts'
import { announce } from '#components/ui/live-region.tsx'

/** Rows of one page. */
export const pageRows = 50

export type Page = { number: number; count: number; total: number }

type StepProps = { label: string; icon: ReactNode; href: string | undefined; reason: string; onStep: () => void }

/** Always the same element, so that the focus stays where the next press is, even at the end. */
const Step = ({ label, icon, href, reason, onStep }: StepProps) => {
  const id = useId()
  const press = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    if (href !== undefined) onStep()
  }
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/anchor-is-valid, jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- without an address at either end, where it says why */}
      <a
        {...(href === undefined ? { role: 'link', tabIndex: 0, 'aria-disabled': true, 'aria-describedby': id } : { href })}
        aria-label={label}
        title={href === undefined ? reason : label}
        onClick={press}
        className={buttonClass('ghost', 'sm', 'px-1.5')}
      >
        {icon}
      </a>
      {href === undefined && (
        <span id={id} hidden>
          {reason}
        </span>
      )}
    </>
  )
}

type PagerProps = { label: string; page: Page; hrefOf: (page: number) => string; onPage: (page: number) => void }

/** Which rows of how many, and the way to those before and after. */
export const Pager = ({ label, page: { number, count, total }, hrefOf, onPage }: PagerProps) => {
  const t = useTranslations('table')
  const locale = useLocale()
  const format = new Intl.NumberFormat(locale)
  const range = (page: number) => ({
    first: format.format(Math.min(total, (page - 1) * pageRows + 1)),
    last: format.format(Math.min(total, page * pageRows)),
    total: format.format(total),
  })
  const step = (to: number) => ({
    href: to < 1 || to > count ? undefined : hrefOf(to),
    onStep: () => {
      onPage(to)
      announce(t('rangeAnnounced', range(to)))
    },
  })
  return (
    <nav aria-label={t('pager', { label })} className="flex items-center gap-1">
      <span data-range className="num pr-1 text-sm whitespace-nowrap text-secondary">
        {t('range', range(number))}
      </span>
      <Step label={t('previousPage')} icon={<ChevronLeft />} reason={t('firstPageReached')} {...step(number - 1)} />
      <Step label={t('nextPage')} icon={<ChevronRight />} reason={t('lastPageReached')} {...step(number + 1)} />
    </nav>
  )
}
