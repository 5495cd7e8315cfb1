'use client'
import { useId } from 'react'
import { useTranslations } from 'use-intl'
import type { SummaryError } from '#components/form/error-summary.tsx'
import { OtherSystemWarning } from '#components/form/other-system-warning.tsx'
import { ReasonField, useReasonErrors } from '#components/form/reason-field.tsx'
import { RequestPreview } from '#components/form/request-preview.tsx'
import { addressTag } from '#components/form/rich-tags.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { namesIt } from '#lib/plan/friction.ts'
import { crossesOther } from '#lib/plan/run-by.ts'
import { whyNotRelease } from '#lib/plan/why-not.ts'
import { isSignedOut } from '#lib/query/api-error.ts'
import { useMay } from '#lib/query/use-session.ts'
import { addressesPerCallMax } from '#lib/schema/assign.ts'
import { ChangeDialog } from './change-dialog.tsx'
import { ChangeLoading, ChangeScreen, type ChangeProps, type ReadyProps } from './change-screen.tsx'
import { eipShown } from '#lib/plan/eip-shown.ts'
import { ReleaseRow } from './release-row.tsx'
import { TypedName } from './typed-name.tsx'
import { useBlocked } from '#components/form/use-blocked.ts'
import { useQuestion } from './use-question.ts'
import { useRelease } from './use-release.ts'
import { useSettled } from './use-settled.ts'
import { isRefusal, useRefusalWords } from './refusal-words.tsx'

const ReleaseReady = ({ detail, ips, writesAllowed, onClose, onAccepted }: ReadyProps & { ips: readonly string[] }) => {
  const t = useTranslations('change.release')
  const change = useTranslations('change')
  const words = useRefusalWords()
  const id = useId()
  const { eni, openOperationId } = detail
  const name = eni.name || eni.eniId
  const { memory, form, set, rows, check, submit, body, isRepeat, nameNeeded } = useRelease(detail, ips, onAccepted)
  const blocked = useBlocked({
    detail,
    why: whyNotRelease({
      writesAllowed,
      mayWrite: useMay()('release', eni.account),
      eniState: eni.state,
      openOperationId,
      isPrimary: false,
    }),
    memory,
  })
  const other = crossesOther(form, eni)
  const reasonErrors = useReasonErrors(`${id}-reason`, form.reason)
  const problems: SummaryError[] = isRepeat
    ? []
    : [
        ...(other ? [{ fieldId: `${id}-other`, text: change('anywayNeeded', { system: other.system }) }] : []),
        ...(rows.length === 0 ? [{ fieldId: `${id}-list`, text: t('none') }] : []),
        ...rows.flatMap(({ ip, verdict }) =>
          // A new EIP is on the screen by now, so that it may be unbound.
          isRefusal(verdict) && verdict.code !== 'eip_bound' ? [{ fieldId: `${id}-${ip}`, text: words.plain(verdict) }] : [],
        ),
        ...(nameNeeded.length > 0 && !namesIt(form.name, name) ? [{ fieldId: `${id}-name`, text: t('wrongName', { name }) }] : []),
        ...reasonErrors,
      ]
  const setLeftOut = (leftOut: string[]) => {
    set({ leftOut })
    // The button that was pressed goes away.
    document.getElementById(`${id}-list`)?.focus()
  }
  const calls = check.data?.steps ?? 1
  const question = useQuestion({ memory, submit, problems, sent: { form, body } })
  const settled = useSettled(!check.isLoading)
  if (settled === 'waiting') return null
  if (settled === 'late') return <ChangeLoading title={t('titlePlain')} onClose={onClose} />
  return (
    <ChangeDialog
      danger
      title={t.rich('title', { count: rows.length, ip: rows[0]?.ip ?? '', address: addressTag })}
      submitLabel={t('submit', { count: rows.length })}
      blocked={blocked}
      {...question.dialog}
      onClose={onClose}
    >
      <div className="grid gap-1">
        <p>{t.rich('what', { count: rows.length, subnetId: eni.subnetId, subnet: addressTag })}</p>
        {calls > 1 ? <p className="text-sm text-secondary">{change('calls', { calls, max: addressesPerCallMax })}</p> : null}
      </div>
      <ul
        id={`${id}-list`}
        tabIndex={-1}
        aria-label={t('list')}
        aria-busy={check.isFetching}
        // Six rows; what comes after them is seen to be cut.
        className="max-h-61 divide-y divide-subtle overflow-y-auto rounded-lg border border-default"
      >
        {rows.map(({ ip, note, eip, verdict }) => (
          <ReleaseRow
            key={ip}
            id={`${id}-${ip}`}
            ip={ip}
            note={note}
            eip={eip === undefined ? undefined : eipShown(eip)}
            problem={isRefusal(verdict) && verdict.code !== 'eip_bound' && !isRepeat ? words.rich(verdict) : undefined}
            onLeaveOut={ips.length > 1 ? () => setLeftOut([...form.leftOut, ip]) : undefined}
          />
        ))}
      </ul>
      {form.leftOut.length === 0 ? null : (
        <p className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 text-sm text-secondary">
          <span>{t.rich('leftOut', { ips: form.leftOut.join(', '), address: addressTag })}</span>
          <Button size="sm" onClick={() => setLeftOut([])}>
            {t('putBack')}
          </Button>
        </p>
      )}
      {check.isError ? <Banner tone="warning" title={change(isSignedOut(check.error) ? 'checkSignedOut' : 'checkFailed')} /> : null}
      <OtherSystemWarning
        id={`${id}-other`}
        eni={eni}
        ticked={form.sendDespiteOtherSystem}
        label={(system) => change('anyway', { system })}
        error={question.errorAt(`${id}-other`)}
        onTick={(sendDespiteOtherSystem) => set({ sendDespiteOtherSystem })}
      />
      {nameNeeded.length === 0 ? null : (
        <TypedName
          id={`${id}-name`}
          name={name}
          reasons={nameNeeded.map((reason) => t(`needed.${reason}`, { count: rows.length }))}
          value={form.name}
          error={question.errorAt(`${id}-name`)}
          onChange={(typed) => set({ name: typed })}
        />
      )}
      <ReasonField id={`${id}-reason`} value={form.reason} onChange={(reason) => set({ reason })} />
      <RequestPreview request={check.data?.request} failed={check.isError} />
    </ChangeDialog>
  )
}

/** Gives addresses of one interface back: names what goes with them, and asks for the interface's name where that is much. */
export const ReleaseDialog = ({ ips, ...props }: ChangeProps & { ips: readonly string[] }) => {
  const t = useTranslations('change.release')
  return (
    <ChangeScreen {...props} title={t('titlePlain')}>
      {(detail) => <ReleaseReady {...props} detail={detail} ips={ips} />}
    </ChangeScreen>
  )
}
