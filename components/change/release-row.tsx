import { CircleAlert, Unplug } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { addressTag } from '#components/form/rich-tags.tsx'
import { Button } from '#components/ui/button.tsx'
import { Ident } from '#components/ui/ident.tsx'

type ReleaseRowProps = {
  /** Of why it cannot be released, which takes the focus after a submit. */
  id: string
  ip: string
  note: string | undefined
  /** The EIP that goes with it, as people know it. */
  eip: string | undefined
  /** Why this one cannot be released. */
  problem: ReactNode
  onLeaveOut: (() => void) | undefined
}

/** One address that is about to go, and what goes with it. */
export const ReleaseRow = ({ id, ip, note, eip, problem, onLeaveOut }: ReleaseRowProps) => {
  const t = useTranslations('change.release')
  return (
    <li className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 px-3 py-1.5">
      <span className="flex min-w-0 flex-[1_1_12rem] flex-wrap items-center gap-x-3">
        <Ident value={ip} copy />
        {note === undefined || note === '' ? null : <span className="min-w-0 text-sm text-secondary [overflow-wrap:anywhere]">{note}</span>}
      </span>
      {eip === undefined ? null : (
        <span className="flex items-center gap-1.5 text-sm font-semibold text-warning">
          <Unplug aria-hidden className="size-3.5 flex-none" />
          <span>{t.rich('unbound', { eip, address: addressTag })}</span>
        </span>
      )}
      {problem === undefined ? null : (
        <span className="flex w-full flex-wrap items-center justify-between gap-x-3 gap-y-1">
          <span id={id} tabIndex={-1} className="flex min-w-0 flex-1 items-start gap-1.5 rounded-sm text-sm text-danger">
            <CircleAlert aria-hidden className="mt-[3px] size-3.5 flex-none" />
            <span>{problem}</span>
          </span>
          {onLeaveOut === undefined ? null : (
            <Button size="sm" onClick={onLeaveOut} aria-label={t('leaveOutNamed', { ip })}>
              {t('leaveOut')}
            </Button>
          )}
        </span>
      )}
    </li>
  )
}
