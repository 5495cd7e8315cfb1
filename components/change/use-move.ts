'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { useDraft } from '#components/form/use-draft.ts'
import { useSubmit } from '#components/form/use-submit.ts'
import { moveTargetsQuery } from '#lib/query/eni.ts'
import { move, movePreflightQuery } from '#lib/query/move.ts'
import type { EniDetail } from '#lib/schema/eni.ts'
import type { MoveBody } from '#lib/schema/move.ts'
import type { Operation } from '#lib/schema/operation.ts'
import { eipName, eipOf } from './eips.ts'
import { blankMove, moveForm, moveReopened, moveRequest, type MoveForm } from './move-form.ts'
import { moveTargets } from './move-targets.ts'
import { repeatOf } from './repeat.ts'

/** What a move dialog knows and can do: where the address could go, what the server says of it, and the sending. */
export function useMove(detail: EniDetail, ip: string, onAccepted: (operation: Operation) => void) {
  const t = useTranslations('change.move')
  const client = useQueryClient()
  const { eni } = detail
  const scope = { account: eni.account, region: eni.region }
  const memory = useDraft<MoveForm>({
    verb: 'move',
    where: `${eni.account}/${eni.region}/${eni.eniId}/${ip}`,
    form: moveForm,
    reopened: moveReopened,
  })
  const form = memory.draft.form ?? blankMove
  const list = useQuery(moveTargetsQuery(eni))
  const targets = useMemo(() => moveTargets(list.data ?? [], eni), [list.data, eni])
  const readEip = eni.privateIps.find((address) => address.ip === ip)?.eip
  const check = useQuery(
    movePreflightQuery(
      eni.eniId,
      scope,
      moveRequest(ip, readEip && eipName(readEip), { ...form, reason: '', sendDespiteOtherSystem: true }),
    ),
  )
  const eip = eipOf(ip, eni, check.data?.verdicts)
  const target = targets.find((candidate) => candidate.eni.eniId === form.toEniId)?.eni
  const checked = check.data?.target
  const submit = useSubmit<MoveForm, MoveBody>({
    memory,
    send: (body, key) => move(eni.eniId, scope, body, key),
    titleOf: ({ toEniId }) => t('accepted', { ip, name: target?.name || (toEniId ?? '') }),
    onAccepted,
    // What the server refused it also says when it is asked again.
    onRefused: () => void client.invalidateQueries({ queryKey: ['move', 'preflight'] }),
  })
  const body = moveRequest(ip, eip && eipName(eip), form)
  const repeat = repeatOf(memory.draft.unanswered, body, 'eipTold')
  return {
    memory,
    form,
    set: (change: Partial<MoveForm>) => memory.save({ form: { ...form, ...change } }),
    targets,
    list,
    target,
    /** The server's word on the target that is chosen now, not on the one before. */
    targetSaid: checked?.eniId === form.toEniId ? checked : undefined,
    verdict: check.data?.verdicts[0],
    check,
    eip,
    submit,
    body: repeat ?? body,
    /** It is sent again word for word: judged then, and by now perhaps itself the reason why the address is elsewhere. */
    isRepeat: repeat !== undefined,
  }
}
