'use client'
import Link from 'next/link'
import { useState } from 'react'
import type { KeyboardEvent, RefObject } from 'react'
import { useTranslations } from 'use-intl'
import { DirtyGuard } from '#components/form/dirty-guard.tsx'
import { SubmitOutcome } from '#components/form/submit-problem.tsx'
import { useFailureFocus } from '#components/form/use-failure-focus.ts'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { DisabledReason } from '#components/ui/disabled-reason.tsx'
import { Ident } from '#components/ui/ident.tsx'
import { Sheet } from '#components/ui/sheet.tsx'
import { paths } from '#lib/paths.ts'
import { serverNow } from '#lib/query/server-clock.ts'
import type { EniDetail } from '#lib/schema/eni.ts'
import { AssignFields } from './assign-fields.tsx'
import { countId } from './count-fields.tsx'
import { rowId } from './use-rows.ts'
import type { AssignSheetProps } from './assign-sheet.tsx'
import { sentCount, filledRows, isDirty, toBody } from './form-model.ts'
import { refusedRows } from './refusals.ts'
import { useAssignBlocked } from './use-assign-blocked.ts'
import { useAssignDraft } from './use-assign-draft.ts'
import { useAssignForm } from './use-assign-form.ts'
import { useAssignSubmit } from './use-assign-submit.ts'
import { useProblemTexts } from './use-problem-texts.ts'

const formId = 'assign-form'

const SheetSubtitle = ({ detail: { eni, subnet } }: { detail: EniDetail }) => (
  <>
    <Ident value={eni.eniId} copy />
    <Ident value={eni.subnetId} />
    {subnet === undefined ? null : <Ident value={subnet.cidr} />}
  </>
)

/**
 * Where typing begins: a list can be pasted at once. The fields are drawn after the sheet, so it is looked up when the sheet asks.
 * On a touch screen the focus stays on the heading, or the keyboard would cover the form.
 */
const firstField = (): RefObject<HTMLElement | null> | undefined =>
  typeof window === 'undefined' || window.matchMedia('(pointer: coarse)').matches
    ? undefined
    : {
        get current() {
          return document.getElementById(rowId(0)) ?? document.getElementById(countId)
        },
      }

/** The form with its interface read: asks, sends, and keeps what was typed whatever comes back. */
export const AssignReady = ({
  detail,
  writesAllowed,
  mode,
  ips,
  undoes,
  onMode,
  onClose,
  onAccepted,
  onLeave,
}: AssignSheetProps & { detail: EniDetail }) => {
  const t = useTranslations('assign')
  const common = useTranslations('common')
  const words = useTranslations('form.submit')
  const { eni } = detail
  const memory = useAssignDraft(eni)
  const kit = useAssignForm(detail, mode, ips, memory)
  const { form, values, checked } = kit
  const blocked = useAssignBlocked(detail, writesAllowed, checked, memory)
  const textOf = useProblemTexts(checked)
  const [attempt, setAttempt] = useState(0)
  /** Leaving is asked about; `goOn`: what was pressed, if not to close. */
  const [leaving, setLeaving] = useState<{ goOn?: () => void }>()

  const submit = useAssignSubmit({
    eni,
    memory,
    onAccepted,
    onRefused: (error, sent) => {
      const refused = refusedRows(error.fields, sent)
      if (refused.size > 0) kit.setRefused({ at: serverNow(), verdicts: refused })
      setAttempt((n) => n + 1)
    },
  })
  const failed = useFailureFocus(submit.error)
  const dirty = isDirty(values) && !submit.isSuccess
  const send = form.handleSubmit(
    (valid) => {
      if (!submit.isPending && blocked === undefined) submit.mutate({ form: valid, body: toBody(valid).body })
    },
    () => {
      submit.reset()
      setAttempt((n) => n + 1)
      const [first, second] = kit.problems
      if (first && !second) document.getElementById(textOf(first).fieldId)?.focus()
    },
  )
  const close = () => (dirty ? setLeaving({}) : onClose())
  const leave = () => {
    memory.discard()
    if (leaving?.goOn === undefined) onClose()
    else leaving.goOn()
  }
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey) || event.nativeEvent.isComposing) return
    event.preventDefault()
    void send()
  }
  const [first] = useState(firstField)
  return (
    <Sheet
      title={t('title', { name: eni.name || eni.eniId })}
      subtitle={<SheetSubtitle detail={detail} />}
      onClose={close}
      {...(first === undefined ? {} : { initialFocus: first })}
      footer={
        <div className="flex flex-wrap items-center justify-end gap-x-4 gap-y-2">
          <div className="min-w-0 flex-[1_1_12rem] text-sm text-secondary">
            {blocked === undefined ? t('leave') : <DisabledReason>{blocked.text}</DisabledReason>}
          </div>
          <div className="flex gap-2 max-md:w-full max-md:flex-wrap max-md:*:flex-1">
            <Button onClick={close}>{common('cancel')}</Button>
            <Button type="submit" form={formId} variant="primary" pending={submit.isPending} disabledReason={blocked?.text}>
              {t('submit', { count: sentCount(values, checked.room) })}
            </Button>
          </div>
        </div>
      }
    >
      <div>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- command and Enter send from wherever the focus is */}
        <form ref={failed} id={formId} noValidate onKeyDown={keys} onSubmit={(event) => void send(event)}>
          {blocked?.operationId === undefined ? null : (
            <div className="mb-4">
              <Banner
                tone="info"
                title={blocked.text}
                actions={
                  <Link href={paths.operation(blocked.operationId)} className="self-center text-sm text-link underline underline-offset-2">
                    {words('seeOperation')}
                  </Link>
                }
              />
            </div>
          )}
          <AssignFields
            eni={eni}
            kit={kit}
            attempt={attempt}
            undoes={undoes}
            onMode={onMode}
            problem={
              <SubmitOutcome
                error={submit.error}
                pending={submit.isPending}
                unanswered={memory.draft.unanswered !== undefined}
                onStartNew={() => {
                  memory.renew()
                  submit.reset()
                }}
              />
            }
          />
        </form>
      </div>
      <DirtyGuard
        dirty={dirty}
        asking={leaving !== undefined}
        title={t('discardTitle')}
        text={t('discardText', { count: values.mode === 'explicit' ? filledRows(values.rows).length : 0 })}
        keepLabel={t('keepEditing')}
        discardLabel={t('discard')}
        onKeep={() => setLeaving(undefined)}
        onDiscard={leave}
        onLeave={(href) => setLeaving({ goOn: () => onLeave(href) })}
        onTraverse={(goOn) => setLeaving({ goOn })}
      />
    </Sheet>
  )
}
