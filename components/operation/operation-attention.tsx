'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { ProblemReport } from '#components/form/problem-report.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { DisabledReason } from '#components/ui/disabled-reason.tsx'
import { useAnnounce } from '#components/ui/live-region.tsx'
import { noteOperation, resolveOperation } from '#lib/query/operation.ts'
import { useMay } from '#lib/query/use-session.ts'
import type { Operation } from '#lib/schema/operation.ts'
import { CauseParams } from './cause-params.tsx'
import { CauseText } from './cause-words.tsx'
import { DecideOperation, type Decision } from './decide-operation.tsx'
import { LookedAt } from './looked-at.tsx'

/** What the latest look found in place of what was asked for. */
const Standing = ({ operation }: { operation: Operation }) =>
  operation.error === undefined ? null : (
    <div className="mb-2">
      <p>
        <CauseText operation={operation} code={operation.error.code} />
      </p>
      <CauseParams params={operation.error.params} />
      <LookedAt operation={operation} />
    </div>
  )

/** Why an operation cannot say how it ended, and what a person may do about it. */
export const OperationAttention = ({ operation }: { operation: Operation }) => {
  const t = useTranslations('operation.attention')
  const client = useQueryClient()
  const announce = useAnnounce()
  const [deciding, setDeciding] = useState<Decision>()
  const check = useMutation({
    // The look itself comes after the answer, and what it finds is followed like everything else.
    mutationFn: () => resolveOperation(operation.id, { action: 'check' }),
    onSuccess: (now) => noteOperation(client, now),
  })
  const look = () => {
    announce(t('looking'))
    check.mutate()
  }
  const needed = useTranslations('role')
  const roleReason = useMay()('resolve', operation.account) ? undefined : needed('needed', { role: needed('name.operator') })
  const needsPerson = operation.state === 'needs_attention'
  const canAdopt = (operation.adoptable ?? []).length > 0
  const nothingToAdopt = t((operation.undone ?? []).length > 0 ? 'nothingLeftToAdopt' : 'nothingToAdopt')
  const checkButton = (
    <Button size="sm" icon={<RefreshCw />} pending={check.isPending} disabledReason={roleReason} onClick={look}>
      {t('check')}
    </Button>
  )
  return (
    <Banner
      tone="warning"
      title={needsPerson ? t('title') : t('unconfirmedTitle')}
      actions={
        needsPerson ? (
          <>
            {checkButton}
            <Button size="sm" onClick={() => setDeciding('adopt')} disabledReason={roleReason ?? (canAdopt ? undefined : nothingToAdopt)}>
              {t('adopt')}
            </Button>
            <Button size="sm" onClick={() => setDeciding('retry')} disabledReason={roleReason}>
              {t('retry')}
            </Button>
            <Button size="sm" onClick={() => setDeciding('close')} disabledReason={roleReason}>
              {t('close')}
            </Button>
            {roleReason === undefined && !canAdopt ? <DisabledReason>{nothingToAdopt}</DisabledReason> : null}
          </>
        ) : (
          checkButton
        )
      }
    >
      {needsPerson ? <Standing operation={operation} /> : null}
      <p>{needsPerson ? t('text') : t('unconfirmedText')}</p>
      {roleReason === undefined ? null : <DisabledReason>{roleReason}</DisabledReason>}
      {check.isError ? <ProblemReport error={check.error} /> : null}
      {deciding ? <DecideOperation decision={deciding} operation={operation} onClose={() => setDeciding(undefined)} /> : null}
    </Banner>
  )
}
