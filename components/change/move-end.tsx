import { useTranslations } from 'use-intl'
import { Ident } from '#components/ui/ident.tsx'
import type { Eni } from '#lib/schema/eni.ts'

type MoveEndProps = { label: string; labelHidden?: boolean; eni: Eni; change: 1 | -1 }

/** One end of a move: which interface, and how many addresses it has before and after. */
export const MoveEnd = ({ label, labelHidden = false, eni, change }: MoveEndProps) => {
  const t = useTranslations('change.move')
  const { used, limit } = eni.quota
  const counts = { from: used, to: used + change }
  return (
    <div className="grid gap-0.5">
      <span className={labelHidden ? 'sr-only' : 'text-sm font-semibold'}>{label}</span>
      <span className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 text-sm">
        <span className="flex min-w-0 flex-wrap items-center gap-x-2">
          {eni.name === '' || labelHidden ? null : (
            <span data-raw translate="no" className="[overflow-wrap:anywhere]">
              {eni.name}
            </span>
          )}
          <Ident value={eni.eniId} copy />
        </span>
        <span className="num text-secondary">{limit === undefined ? t('count', counts) : t('countOf', { ...counts, limit })}</span>
      </span>
    </div>
  )
}
