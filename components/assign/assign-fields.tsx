'use client'
import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { ErrorSummary } from '#components/form/error-summary.tsx'
import { LostEips } from '#components/form/lost-eips.tsx'
import { OtherSystemWarning } from '#components/form/other-system-warning.tsx'
import { ReasonField } from '#components/form/reason-field.tsx'
import { RequestPreview } from '#components/form/request-preview.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { announce } from '#components/ui/live-region.tsx'
import { Meter } from '#components/ui/meter.tsx'
import { RadioGroup } from '#components/ui/radio-group.tsx'
import { normaliseText } from '#lib/ip/normalise.ts'
import { lostEips } from '#lib/plan/lost-eips.ts'
import { useAccountApi } from '#lib/query/use-account-api.ts'
import type { Eni } from '#lib/schema/eni.ts'
import type { AssignSheetProps } from './assign-sheet.tsx'
import { CountFields, countId } from './count-fields.tsx'
import { ExplicitFields } from './explicit-fields.tsx'
import { expectedCount, type AssignMode } from './form-model.ts'
import { pasteId } from './paste-box.tsx'
import type { useAssignForm } from './use-assign-form.ts'
import { rowId } from './use-rows.ts'
import { otherSystemTickId, reasonId, useProblemTexts } from './use-problem-texts.ts'

type AssignFieldsProps = {
  eni: Eni
  kit: ReturnType<typeof useAssignForm>
  /** Counts the failed submits: each takes the focus to what is wrong. */
  attempt: number
  undoes: AssignSheetProps['undoes']
  /** What the server said to the last submit, above everything else. */
  problem: ReactNode
  onMode: (mode: AssignMode) => void
}

/** Both ways to ask, and what either would do. */
export const AssignFields = ({ eni, kit, attempt, undoes, problem, onMode }: AssignFieldsProps) => {
  const t = useTranslations('assign')
  const { form, values, checked, verdicts, problems } = kit
  const textOf = useProblemTexts(checked)
  // By the attempt alone, so that what is wrong is drawn together with it, and takes the focus.
  const submitted = attempt > 0
  const errors = submitted ? problems.map(textOf) : []
  const errorAt = (fieldId: string) => errors.find((error) => error.fieldId === fieldId)?.text
  const countFault = problems.map(textOf).find(({ fieldId }) => fieldId === countId)?.text
  const named = values.mode === 'explicit' ? values.rows.map(({ ip }) => normaliseText(ip)) : []
  const eips = undoes === undefined ? [] : lostEips(undoes, named)
  /** The other API has no quota at all. */
  const isReported = useAccountApi(eni.account) === 'v3'
  const setMode = (mode: AssignMode) => {
    form.setValue('mode', mode)
    form.clearErrors()
    onMode(mode)
  }
  /** The addresses were just chosen: the button that did it goes away with its mode, and the focus goes to what it brought. */
  const justChosen = useRef(false)
  useEffect(() => {
    if (!justChosen.current || values.mode !== 'explicit') return
    justChosen.current = false
    document.getElementById(rowId(0))?.focus()
  }, [values.mode])
  const chooseNow = (addresses: readonly string[]) => {
    justChosen.current = true
    announce(t('count.chosen', { count: addresses.length }))
    form.setValue(
      'rows',
      addresses.map((ip) => ({ ip, primary: false })),
      { shouldDirty: true },
    )
    setMode('explicit')
  }
  return (
    <div className="grid gap-5">
      {problem}
      <ErrorSummary errors={errors.length > 1 ? errors : []} attempt={attempt} />
      <OtherSystemWarning
        id={otherSystemTickId}
        eni={eni}
        label={(system) => t('otherSystem.anyway', { system })}
        ticked={values.sendDespiteOtherSystem ?? false}
        error={errorAt(otherSystemTickId)}
        onTick={(ticked) => form.setValue('sendDespiteOtherSystem', ticked, { shouldValidate: form.formState.isSubmitted })}
      />
      <RadioGroup
        label={t('mode')}
        labelHidden
        inline
        value={values.mode}
        onChange={setMode}
        options={[
          { value: 'explicit', label: t('modeExplicit') },
          { value: 'count', label: t('modeCount') },
        ]}
      />
      <section aria-label={t('capacity')}>
        <Meter size="wide" used={checked.used} limit={checked.quotaLimit} added={expectedCount(values, checked.room, verdicts)} />
        {checked.quotaLimit === undefined ? (
          <p className="text-xs text-secondary">{t(isReported ? 'quotaUnread' : 'quotaUnknown')}</p>
        ) : null}
      </section>
      {values.mode === 'explicit' ? (
        <ExplicitFields
          form={form}
          values={values}
          eni={eni}
          checked={checked}
          verdicts={verdicts}
          tickError={errorAt('assign-primary-anyway')}
          pasteError={errorAt(pasteId)}
        />
      ) : (
        <CountFields
          form={form}
          values={values}
          eni={eni}
          checked={checked}
          fault={countFault}
          submitted={submitted}
          onChooseNow={chooseNow}
        />
      )}
      {/* Below what they are about: above, they would push the row that is being typed in. */}
      {eips.length === 0 ? null : <Banner tone="warning" title={<LostEips eips={eips} />} />}
      {checked.failed ? <Banner tone="warning" title={t(checked.signedOut ? 'check.signedOut' : 'check.failed')} /> : null}
      <ReasonField
        id={reasonId}
        value={values.reason}
        error={errorAt(reasonId)}
        onChange={(reason) => form.setValue('reason', reason, { shouldDirty: true, shouldValidate: form.formState.isSubmitted })}
      />
      <RequestPreview request={checked.request} failed={checked.failed} />
    </div>
  )
}
