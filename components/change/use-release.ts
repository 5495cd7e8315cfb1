'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useDraft } from '#components/form/use-draft.ts'
import { useSubmit } from '#components/form/use-submit.ts'
import { whyNameNeeded } from '#lib/plan/friction.ts'
import { release, releasePreflightQuery } from '#lib/query/release.ts'
import type { EniDetail } from '#lib/schema/eni.ts'
import type { Operation } from '#lib/schema/operation.ts'
import type { ReleaseBody } from '#lib/schema/release.ts'
import { eipName, eipOf } from './eips.ts'
import { repeatOf } from './repeat.ts'
import { blankRelease, releaseForm, releaseReopened, releaseRequest, type ReleaseForm } from './release-form.ts'

const present = <T>(value: T | undefined): value is T => value !== undefined

/** What a release dialog knows and can do: its addresses with the server's verdicts, what was typed, and the sending. */
export function useRelease(detail: EniDetail, asked: readonly string[], onAccepted: (operation: Operation) => void) {
  const t = useTranslations('change.release')
  const client = useQueryClient()
  const { eni } = detail
  const scope = { account: eni.account, region: eni.region }
  const memory = useDraft<ReleaseForm>({
    verb: 'release',
    where: `${eni.account}/${eni.region}/${eni.eniId}/${asked.join(',')}`,
    form: releaseForm,
    reopened: releaseReopened,
  })
  const form = memory.draft.form ?? blankRelease
  const ips = asked.filter((ip) => !form.leftOut.includes(ip))
  /** EIPs that the server knows of and the page did not when it was read. */
  const [foundEips, setFoundEips] = useState<readonly string[]>([])
  const readEips = ips.map((ip) => eni.privateIps.find((address) => address.ip === ip)?.eip).filter(present)
  const told = [...new Set([...readEips.map(eipName).filter(present), ...foundEips])]
  const check = useQuery({
    ...releasePreflightQuery(eni.eniId, scope, releaseRequest(ips, told, blankRelease)),
    enabled: ips.length > 0,
  })
  const verdicts = check.data?.verdicts
  const news = (verdicts ?? []).flatMap(({ code, eip }) => (code === 'eip_bound' && eip ? [eipName(eip)] : [])).filter(present)
  if (news.some((name) => !told.includes(name))) setFoundEips([...foundEips, ...news])

  const rows = ips.map((ip) => ({
    ip,
    note: eni.privateIps.find((address) => address.ip === ip)?.note,
    eip: eipOf(ip, eni, verdicts),
    verdict: verdicts?.find((verdict) => verdict.ip === ip),
  }))
  const submit = useSubmit<ReleaseForm, ReleaseBody>({
    memory,
    send: (body, key) => release(eni.eniId, scope, body, key),
    titleOf: () => t('accepted', { count: ips.length, name: eni.name || eni.eniId }),
    onAccepted,
    // What the server refused it also says row by row when it is asked again.
    onRefused: () => void client.invalidateQueries({ queryKey: ['release', 'preflight'] }),
  })
  const shown = rows.flatMap(({ eip }) => (eip === undefined ? [] : [eipName(eip)])).filter(present)
  const body = releaseRequest(ips, shown, form)
  const repeat = repeatOf(memory.draft.unanswered, body, 'unbindEips')
  return {
    memory,
    form,
    set: (change: Partial<ReleaseForm>) => memory.save({ form: { ...form, ...change } }),
    rows,
    check,
    submit,
    body: repeat ?? body,
    /** It is sent again word for word: judged then, and by now perhaps itself the reason why its addresses are gone. */
    isRepeat: repeat !== undefined,
    nameNeeded: whyNameNeeded(rows, { eni: eni.tags, vpc: detail.vpc?.tags }),
  }
}
