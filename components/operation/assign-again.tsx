'use client'
import { useQuery } from '@tanstack/react-query'
import { Undo2, Unplug } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'use-intl'
import * as z from 'zod/mini'
import { LostEips } from '#components/form/lost-eips.tsx'
import { SubmitOutcome } from '#components/form/submit-problem.tsx'
import { useDraft } from '#components/form/use-draft.ts'
import { useSubmit } from '#components/form/use-submit.ts'
import { useProblemText } from '#components/form/use-problem-text.ts'
import { Button } from '#components/ui/button.tsx'
import { DisabledReason } from '#components/ui/disabled-reason.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { lostEips } from '#lib/plan/lost-eips.ts'
import { runBy } from '#lib/plan/run-by.ts'
import { paths } from '#lib/paths.ts'
import { assign, preflightQuery } from '#lib/query/assign.ts'
import { eniDetailQuery } from '#lib/query/eni.ts'
import { pollAfter } from '#lib/query/interval.ts'
import { useAccountApi } from '#lib/query/use-account-api.ts'
import { harmlessVerdicts, type AssignBodyInput, type VerdictCode } from '#lib/schema/assign.ts'
import type { Operation } from '#lib/schema/operation.ts'
import { startWasSaid } from './use-operation-watch.ts'
import { useWhyNotAgain } from './use-why-not-again.ts'

const askAgainMs = 30_000

const bodyOf = (ips: readonly string[]): AssignBodyInput => ({
  mode: 'explicit',
  addresses: ips.map((ip) => ({ ip, primary: false })),
})

/** Verdicts that need nothing but the address to be said. */
const takenCodes = ['in_use', 'claimed', 'cooling', 'on_this_eni'] as const
const isTaken = (code: VerdictCode): code is (typeof takenCodes)[number] => takenCodes.some((taken) => taken === code)

type AssignAgainProps = { operation: Operation; ips: readonly string[]; writesAllowed: boolean }

/** Takes a release back while that is possible: the same addresses to the same interface, in one press, as a new operation. */
export const AssignAgain = ({ operation, ips, writesAllowed }: AssignAgainProps) => {
  const { id, eniId, account, region } = operation
  const t = useTranslations('operation.again')
  const verdict = useTranslations('assign.verdict')
  const router = useRouter()
  const common = useTranslations('common')
  const problem = useProblemText()
  const scope = { account, region }
  const api = useAccountApi(account)
  const known = useQuery(eniDetailQuery(eniId, scope))
  const check = useQuery({
    ...preflightQuery(eniId, scope, bodyOf(ips)),
    // The page may stand open for long.
    refetchInterval: ({ state }) => pollAfter(askAgainMs, state.fetchFailureCount),
  })
  const memory = useDraft<null>({ verb: 'assign-again', where: id, form: z.null() })
  const submit = useSubmit<null, AssignBodyInput>({
    memory,
    send: (body, key) => assign(eniId, scope, body, key),
    titleOf: (_, made) => t('accepted', { count: made.addresses.length }),
    onAccepted: (made) => {
      startWasSaid(made.id)
      router.push(paths.operation(made.id))
    },
    onRefused: () => void check.refetch(),
  })
  const { unanswered } = memory.draft
  const eips = lostEips(operation, ips)
  const detail = known.data
  // The operation that holds the interface may be the one whose answer was lost: then it is the same request again.
  const why = useWhyNotAgain('assign', account, writesAllowed, detail && { ...detail, ...(unanswered && { openOperationId: undefined }) })
  const free = (check.data?.verdicts ?? []).flatMap(({ ip, code }) => (harmlessVerdicts.includes(code) ? [ip] : []))
  const isUnchecked = check.data?.verdicts.some(({ code }) => code === 'unchecked') === true
  const taken = check.data?.verdicts.find(({ code }) => !harmlessVerdicts.includes(code))
  const notFree = taken === undefined ? undefined : isTaken(taken.code) ? verdict(taken.code, { ip: taken.ip }) : t('none')
  // That it is there already says more than what stands in the way of placing it.
  const isBack = check.data?.verdicts.every(({ code }) => code === 'on_this_eni') === true && unanswered === undefined
  const reason = (isBack ? notFree : why) ?? (free.length === 0 && unanswered === undefined ? notFree : undefined)
  const unread = reason === undefined ? [known, check].find(({ data }) => data === undefined) : undefined
  // Word for word what went out when no answer came, so that it is the same request.
  const body = unanswered === undefined ? bodyOf(free) : (JSON.parse(unanswered) as AssignBodyInput)
  return (
    <section aria-labelledby="assign-again" className="grid gap-2 rounded-lg border border-default bg-surface p-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-[1_1_16rem]">
          <h2 id="assign-again" className="text-lg font-semibold">
            {t('title')}
          </h2>
          {unread !== undefined ? (
            unread.error === null ? (
              <Skeleton className="my-0.5 h-5 w-64 max-w-full" />
            ) : (
              <p className="text-base text-secondary">{t('unread', { cause: problem(unread.error) })}</p>
            )
          ) : free.length === 0 ? null : (
            <p className="text-base text-secondary">
              {isUnchecked
                ? t('unchecked', { free: free.length, count: ips.length, api: api ?? 'unknown' })
                : free.length === ips.length
                  ? t('text', { count: free.length })
                  : t('some', { free: free.length, count: ips.length })}
            </p>
          )}
        </div>
        {unread !== undefined && unread.error !== null ? (
          <Button pending={unread.isFetching} onClick={() => void unread.refetch()}>
            {common('retry')}
          </Button>
        ) : detail === undefined || runBy(detail.eni) === undefined ? (
          <Button
            icon={<Undo2 />}
            pending={submit.isPending || unread !== undefined}
            disabledReason={reason}
            onClick={() => submit.mutate({ form: null, body })}
          >
            {t('button')}
          </Button>
        ) : reason !== undefined ? (
          <Button icon={<Undo2 />} disabledReason={reason}>
            {t('other')}
          </Button>
        ) : (
          // Another system runs it: that is for the form to say, with its tick.
          <LinkButton icon={<Undo2 />} href={paths.assign(eniId, { ...scope, ips: free.join(','), undoes: id })}>
            {t('other')}
          </LinkButton>
        )}
      </div>
      {eips.length === 0 ? null : (
        <p className="flex items-start gap-1.5 text-base text-warning">
          <Unplug aria-hidden className="mt-1 size-3.5 flex-none" />
          <span>
            <LostEips eips={eips} />
          </span>
        </p>
      )}
      <DisabledReason>{reason}</DisabledReason>
      <SubmitOutcome error={submit.error} pending={submit.isPending} unanswered={unanswered !== undefined} onStartNew={memory.renew} />
    </section>
  )
}
