'use client'
import { useId } from 'react'
import { useTranslations } from 'use-intl'
import type { SummaryError } from '#components/form/error-summary.tsx'
import { OtherSystemWarning } from '#components/form/other-system-warning.tsx'
import { ReasonField, useReasonErrors } from '#components/form/reason-field.tsx'
import { RequestPreview } from '#components/form/request-preview.tsx'
import { addressTag } from '#components/form/rich-tags.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { FieldError } from '#components/ui/field.tsx'
import { crossesOther, runBy } from '#lib/plan/run-by.ts'
import { whyNotMove } from '#lib/plan/why-not.ts'
import { isSignedOut } from '#lib/query/api-error.ts'
import { useMay } from '#lib/query/use-session.ts'
import type { EniDetail } from '#lib/schema/eni.ts'
import { ChangeDialog } from './change-dialog.tsx'
import { ChangeLoading, ChangeScreen, type ChangeProps, type ReadyProps } from './change-screen.tsx'
import { eipShown } from '#lib/plan/eip-shown.ts'
import { MoveEnd } from './move-end.tsx'
import { MoveTargetField, useTargetText } from './move-target-field.tsx'
import { useBlocked } from '#components/form/use-blocked.ts'
import { useMove } from './use-move.ts'
import { useQuestion } from './use-question.ts'
import { useSettled } from './use-settled.ts'
import { isRefusal, useRefusalWords } from './refusal-words.tsx'

const isPrimaryThere = ({ eni }: EniDetail, ip: string): boolean => eni.privateIps.some((address) => address.ip === ip && address.isPrimary)

const MoveReady = ({ detail, ip, writesAllowed, onClose, onAccepted }: ReadyProps & { ip: string }) => {
  const t = useTranslations('change.move')
  const change = useTranslations('change')
  const words = useRefusalWords()
  const targetText = useTargetText()
  const id = useId()
  const { eni, openOperationId } = detail
  const { memory, form, set, targets, list, target, targetSaid, verdict, check, eip, submit, body, isRepeat } = useMove(
    detail,
    ip,
    onAccepted,
  )
  const isPrimary = isPrimaryThere(detail, ip)
  const why = whyNotMove({ writesAllowed, mayWrite: useMay()('move', eni.account), eniState: eni.state, openOperationId, isPrimary })
  const blocked = useBlocked({ detail, why, memory })

  const refused = isRefusal(verdict) && verdict.code !== 'eip_bound' && !isRepeat ? verdict : undefined
  const targetRefusal =
    targetSaid === undefined || targetSaid.code === 'ok' || targetSaid.code === 'other_system' || isRepeat
      ? undefined
      : targetText(targetSaid.code, target)
  // The ENI whose other system has to be crossed: one tick is for both.
  const crossed = runBy(eni) ? eni : target && runBy(target) ? target : undefined
  const other = crossed && crossesOther(form, crossed)
  const anyway = crossed === eni ? 'anyway' : 'anywayTarget'
  const reasonErrors = useReasonErrors(`${id}-reason`, form.reason)
  const problems: SummaryError[] = isRepeat
    ? []
    : [
        ...(refused === undefined ? [] : [{ fieldId: `${id}-ip`, text: words.plain(refused) }]),
        ...(form.toEniId === undefined ? [{ fieldId: `${id}-to`, text: t('needed') }] : []),
        ...(targetRefusal === undefined ? [] : [{ fieldId: `${id}-to`, text: targetRefusal }]),
        ...(other === undefined ? [] : [{ fieldId: `${id}-other`, text: change('anywayNeeded', { system: other.system }) }]),
        ...reasonErrors,
      ]
  const { toEniId } = body
  const question = useQuestion({ memory, submit, problems, sent: toEniId === undefined ? undefined : { form, body: { ...body, toEniId } } })
  const shownEip = eip && eipShown(eip)
  const settled = useSettled(!check.isLoading)
  if (settled === 'waiting') return null
  if (settled === 'late') return <ChangeLoading title={t('titlePlain')} onClose={onClose} />
  return (
    <ChangeDialog
      title={t.rich('title', { ip, address: addressTag })}
      submitLabel={t('submit')}
      blocked={blocked}
      {...question.dialog}
      onClose={onClose}
    >
      <p>{t.rich('what', { subnetId: eni.subnetId, address: addressTag })}</p>
      <div id={`${id}-ip`} tabIndex={-1} className="grid gap-1">
        <MoveEnd label={t('from')} eni={eni} change={-1} />
        {refused === undefined ? null : <FieldError id={`${id}-ip`}>{words.rich(refused)}</FieldError>}
      </div>
      <div className="grid gap-1">
        <MoveTargetField
          id={`${id}-to`}
          targets={targets}
          loading={list.isPending}
          failed={list.isError}
          value={form.toEniId}
          error={question.errorAt(`${id}-to`) ?? targetRefusal}
          onChange={(toEniId) => set({ toEniId })}
        />
        {target === undefined ? null : <MoveEnd label={t('to')} labelHidden eni={target} change={1} />}
      </div>
      {shownEip === undefined ? null : (
        <Banner tone="warning" title={t.rich('eip', { eip: shownEip, address: addressTag })}>
          {t('eipText')}
        </Banner>
      )}
      {check.isError ? <Banner tone="warning" title={change(isSignedOut(check.error) ? 'checkSignedOut' : 'checkFailed')} /> : null}
      {crossed === undefined ? null : (
        <OtherSystemWarning
          id={`${id}-other`}
          eni={crossed}
          ticked={form.sendDespiteOtherSystem}
          label={(system) => change(anyway, { system })}
          error={question.errorAt(`${id}-other`)}
          onTick={(sendDespiteOtherSystem) => set({ sendDespiteOtherSystem })}
        />
      )}
      <ReasonField id={`${id}-reason`} value={form.reason} onChange={(reason) => set({ reason })} />
      <RequestPreview request={form.toEniId === undefined ? undefined : check.data?.request} failed={check.isError} empty={t('needed')} />
    </ChangeDialog>
  )
}

/** Moves one address to another interface of its subnet. */
export const MoveDialog = ({ ip, ...props }: ChangeProps & { ip: string }) => {
  const t = useTranslations('change.move')
  return (
    <ChangeScreen {...props} title={t('titlePlain')}>
      {(detail) => <MoveReady {...props} detail={detail} ip={ip} />}
    </ChangeScreen>
  )
}
