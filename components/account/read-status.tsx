import { CircleCheck, CircleX, Minus } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Status } from '#components/ui/status.tsx'
import type { AccountTest } from '#lib/schema/account.ts'

type Tested = AccountTest['regions'][number]

export const ReachStatus = ({ tested }: { tested: Tested | undefined }) => {
  const t = useTranslations('account')
  if (tested === undefined) return <span className="text-tertiary">{t('notTested')}</span>
  return tested.reachable ? (
    <Status tone="success" icon={<CircleCheck />}>
      {t('reachable')}
    </Status>
  ) : (
    <Status tone="danger" form="badge" icon={<CircleX />}>
      {t('unreachable')}
    </Status>
  )
}

/** Whether the key may do one kind of read. A region that was not reached was asked no further. */
export const ReadStatus = ({ tested, kind }: { tested: Tested | undefined; kind: Tested['reads'][number]['kind'] }) => {
  const t = useTranslations('account')
  if (tested === undefined) return <span className="text-tertiary">{t('notTested')}</span>
  const read = tested.reads.find((one) => one.kind === kind)
  if (read === undefined)
    return (
      <Status tone="neutral" icon={<Minus />}>
        {t('notAsked')}
      </Status>
    )
  return read.cause === undefined ? (
    <Status tone="success" icon={<CircleCheck />}>
      {t('allowed')}
    </Status>
  ) : (
    <Status tone="danger" form="badge" icon={<CircleX />}>
      {t(read.cause === 'forbidden' ? 'forbidden' : 'refused')}
    </Status>
  )
}
