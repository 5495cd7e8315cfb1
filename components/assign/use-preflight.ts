'use client'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { normaliseText } from '#lib/ip/normalise.ts'
import { roomFor, type Room } from '#lib/plan/judge-assign.ts'
import { isSignedOut } from '#lib/query/api-error.ts'
import { preflightQuery } from '#lib/query/assign.ts'
import { pollAfter } from '#lib/query/interval.ts'
import { serverNow } from '#lib/query/server-clock.ts'
import { useDebounced } from '#lib/query/use-debounced.ts'
import { addressesPerOperationMax, type Preflight, type PreflightBodyInput, type Verdict } from '#lib/schema/assign.ts'
import type { EniDetail } from '#lib/schema/eni.ts'
import { filledRows, judgeRows, toBody, type AssignForm, type KnownHere } from './form-model.ts'
import { stillRefused, type Refused } from './refusals.ts'

/** An address is asked about when it has stood still for this long. */
const settleMs = 300
const askAgainMs = 30_000
/** How many free addresses an empty form asks for, to offer them. */
const offered = 5

export type Checked = {
  known: KnownHere
  room: Room
  used: number
  quotaLimit: number | undefined
  subnet: { cidr: string | undefined; free: number | undefined; total: number | undefined }
  suggestions: readonly string[]
  /** The exact calls of the form as it is; undefined while it names no usable address, or the answer is not here yet. */
  request: Preflight['request'] | undefined
  observedAt: string | undefined
  checking: boolean
  failed: boolean
  /** It failed because nobody is signed in: nothing can be sent either. */
  signedOut: boolean
}

/** The body whose calls are previewed: the rows that could be sent. An empty form asks for a few free addresses instead. */
function bodyToAsk(form: AssignForm, detail: EniDetail): { body: PreflightBodyInput; isTheForm: boolean } {
  const count = form.count ?? 0
  if (form.mode === 'count' && Number.isInteger(count) && count >= 1 && count <= addressesPerOperationMax)
    return {
      body: {
        mode: 'count',
        count,
        ...(form.order === undefined ? {} : { order: form.order }),
        ...(form.qosLevel === undefined ? {} : { qosLevel: form.qosLevel }),
      },
      isTheForm: true,
    }
  const here: KnownHere = {
    cidr: detail.subnet?.cidr,
    onThisEni: detail.eni.privateIps.map(({ ip }) => ip),
    quotaLimit: undefined,
    verdicts: new Map(),
  }
  const verdicts = judgeRows(form.rows, here)
  const usable = form.rows.filter((_, index) => verdicts[index]?.code === 'unchecked').slice(0, addressesPerOperationMax)
  if (form.mode === 'count' || usable.length === 0) return { body: { mode: 'count', count: offered }, isTheForm: false }
  const { body } = toBody({ ...form, rows: usable, reason: '', sendPrimaryAnyway: true })
  return { body, isTheForm: usable.length === filledRows(form.rows).length }
}

/** Everything known about the form as it stands: from the interface, from the server's newest check, and from its last refusal. */
export function useChecked(detail: EniDetail, form: AssignForm, refused: Refused | undefined): Checked {
  const { eni } = detail
  const wanted = bodyToAsk(form, detail)
  const wantedText = JSON.stringify(wanted)
  const settledText = useDebounced(wantedText, settleMs)
  // What was stringified a moment ago in this very function.
  const settled = useMemo(() => JSON.parse(settledText) as ReturnType<typeof bodyToAsk>, [settledText])
  const query = useQuery({
    ...preflightQuery(eni.eniId, { account: eni.account, region: eni.region }, settled.body),
    // A form may stand open for long: what it says of an address is asked anew.
    refetchInterval: ({ state }) => pollAfter(askAgainMs, state.fetchFailureCount),
  })
  const { data: answer, dataUpdatedAt: answeredAt } = query

  return useMemo(() => {
    const verdicts = new Map<string, Verdict>()
    for (const verdict of answer?.verdicts ?? []) verdicts.set(normaliseText(verdict.ip), verdict)
    const check = answer && { answeredAt: serverNow(answeredAt), observedAt: Date.parse(answer.observedAt) }
    for (const verdict of refused ? stillRefused(refused, check) : []) verdicts.set(verdict.ip, verdict)
    const used = answer?.quota.used ?? eni.quota.used
    const quotaLimit = answer?.quota.limit ?? eni.quota.limit
    const subnet = {
      cidr: answer?.subnet.cidr ?? detail.subnet?.cidr,
      free: answer?.subnet.free ?? detail.subnet?.free,
      total: answer?.subnet.total ?? detail.subnet?.total,
    }
    const current = wantedText === settledText && !query.isPlaceholderData
    return {
      known: { cidr: subnet.cidr, onThisEni: eni.privateIps.map(({ ip }) => ip), quotaLimit, verdicts },
      room: roomFor({ used, quotaLimit, subnetFree: subnet.free }),
      used,
      quotaLimit,
      subnet,
      suggestions: answer?.suggestions ?? [],
      request: current && wanted.isTheForm ? answer?.request : undefined,
      observedAt: answer?.observedAt,
      checking: !current || query.isPending,
      failed: query.isError,
      signedOut: isSignedOut(query.error),
    }
  }, [
    answer,
    answeredAt,
    refused,
    eni,
    detail.subnet,
    wantedText,
    settledText,
    query.isPlaceholderData,
    query.isPending,
    query.isError,
    query.error,
    wanted.isTheForm,
  ])
}
