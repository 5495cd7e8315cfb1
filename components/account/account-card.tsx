'use client'
import { useMutation } from '@tanstack/react-query'
import { CircleCheck, Lock, PlugZap } from 'lucide-react'
import { useId } from 'react'
import { useTranslations } from 'use-intl'
import { useProblemText } from '#components/form/use-problem-text.ts'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { DisabledReason } from '#components/ui/disabled-reason.tsx'
import { KeyValue } from '#components/ui/key-value.tsx'
import { announce } from '#components/ui/live-region.tsx'
import { Status } from '#components/ui/status.tsx'
import { Tag } from '#components/ui/tag.tsx'
import { Time } from '#components/ui/time.tsx'
import { testAccount } from '#lib/query/account.ts'
import { useMay } from '#lib/query/use-session.ts'
import type { AccountInfo, AccountTest } from '#lib/schema/account.ts'
import { clockText } from './clock-text.ts'
import { RegionTable } from './region-table.tsx'
import { TestProblems } from './test-problems.tsx'

const failures = ({ regions }: AccountTest) => regions.flatMap(({ reads }) => reads).filter(({ cause }) => cause !== undefined).length

/** One account: what it is, how old our copy of it is, and a test whose result stays in place. */
export const AccountCard = ({ account }: { account: AccountInfo }) => {
  const t = useTranslations('account')
  const problemText = useProblemText()
  const headingId = useId()
  const { name } = account
  const role = useTranslations('role')
  const roleReason = useMay()('manage', name) ? undefined : role('needed', { role: role('name.admin') })
  const test = useMutation({
    mutationFn: () => testAccount(name),
    onMutate: () => announce(t('testing', { name })),
    onSuccess: (result) => {
      const count = failures(result)
      announce(count === 0 ? t('announceGood', { name }) : t('announceBad', { name, count }))
    },
  })
  const clock = (offsetMs: number | undefined) => {
    if (offsetMs === undefined) return t('clockUnknown')
    const text = clockText(offsetMs)
    return text === undefined ? t('clockEqual') : t(text.direction, { value: t(text.unit, { count: text.count }) })
  }
  return (
    <section aria-labelledby={headingId} className="overflow-hidden rounded-lg border border-default bg-surface">
      <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-3 pt-3">
        <h2 id={headingId} className="flex min-w-0 items-center gap-2 text-lg font-semibold">
          <span data-raw translate="no" className="truncate">
            {name}
          </span>
          <Tag>{t(`api.${account.api}`)}</Tag>
        </h2>
        <Button
          size="sm"
          icon={<PlugZap />}
          aria-label={t('testNamed', { name })}
          pending={test.isPending}
          disabledReason={roleReason}
          onClick={() => test.mutate()}
        >
          {t('test')}
        </Button>
      </header>
      {roleReason === undefined ? null : (
        <div className="px-3 pt-2">
          <DisabledReason>{roleReason}</DisabledReason>
        </div>
      )}
      <div className="px-3 py-2">
        <KeyValue
          columns={2}
          items={[
            {
              key: 'endpoint',
              label: t('endpoint'),
              value: (
                <span data-raw translate="no" className="break-all">
                  {account.endpoint}
                </span>
              ),
            },
            {
              key: 'changes',
              label: t('changes'),
              value: account.writable ? (
                <Status tone="success" icon={<CircleCheck />}>
                  {t('writable')}
                </Status>
              ) : (
                <span className="flex flex-wrap items-center gap-x-2">
                  <Status tone="neutral" icon={<Lock />}>
                    {t('readOnly')}
                  </Status>
                  <span className="text-secondary">{t('readOnlyHint')}</span>
                </span>
              ),
            },
            ...(test.data === undefined
              ? []
              : [
                  { key: 'clock', label: t('clock'), value: clock(test.data.clockOffsetMs) },
                  { key: 'tested', label: t('tested'), value: <Time at={test.data.testedAt} /> },
                ]),
          ]}
        />
      </div>
      <RegionTable account={account} test={test.data} />
      {test.data === undefined && !test.isError ? null : (
        <div className="grid gap-2 border-t border-subtle p-3">
          {test.isError ? (
            <Banner tone="danger" title={t('testFailed')}>
              {problemText(test.error)}
            </Banner>
          ) : null}
          {test.data === undefined ? null : <TestProblems test={test.data} />}
          {test.data === undefined ? null : <p className="text-sm text-secondary">{t('writesUnknown')}</p>}
        </div>
      )}
    </section>
  )
}
