'use client'
import { useId, useRef } from 'react'
import { useTranslations } from 'use-intl'
import type { SummaryError } from '#components/form/error-summary.tsx'
import { OtherSystemWarning } from '#components/form/other-system-warning.tsx'
import { ReasonField, useReasonErrors } from '#components/form/reason-field.tsx'
import { addressTag, nameTag } from '#components/form/rich-tags.tsx'
import { useSubmit } from '#components/form/use-submit.ts'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { crossesOther } from '#lib/plan/run-by.ts'
import { whyNotNote } from '#lib/plan/why-not.ts'
import { editNote } from '#lib/query/note.ts'
import { useAccountApi } from '#lib/query/use-account-api.ts'
import { useMay } from '#lib/query/use-session.ts'
import { noteCharactersMax, type NoteBody } from '#lib/schema/note.ts'
import { ChangeDialog } from './change-dialog.tsx'
import { ChangeScreen, type ChangeProps, type ReadyProps } from './change-screen.tsx'
import { useBlocked } from '#components/form/use-blocked.ts'
import { useNoteForm, type NoteForm } from './use-note-form.ts'
import { useQuestion } from './use-question.ts'
import { useRefusalWords } from './refusal-words.tsx'

const NoteReady = ({ detail, ip, writesAllowed, onClose, onAccepted }: ReadyProps & { ip: string }) => {
  const t = useTranslations('change.note')
  const change = useTranslations('change')
  const shared = useTranslations('form')
  const words = useRefusalWords()
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const { eni, openOperationId } = detail
  const scope = { account: eni.account, region: eni.region }
  const before = eni.privateIps.find((address) => address.ip === ip)?.note ?? ''
  const { memory, form, set, unsent, takeUnsent, dropUnsent } = useNoteForm(eni, ip, before)
  const note = form.note.trim()
  const body: NoteBody = {
    note,
    ...(form.sendDespiteOtherSystem ? { sendDespiteOtherSystem: true } : {}),
    ...(form.reason.trim() === '' ? {} : { reason: form.reason.trim() }),
  }
  const submit = useSubmit<NoteForm, NoteBody>({
    memory,
    send: (sent, key) => editNote(eni.eniId, ip, scope, sent, key),
    titleOf: () => t('accepted', { ip }),
    onAccepted,
  })
  const api = useAccountApi(eni.account)
  const mayWrite = useMay()('note', eni.account)
  const why = whyNotNote({ writesAllowed, mayWrite, eniState: eni.state, openOperationId, api })
  const blocked = useBlocked({ detail, why, memory })
  const other = crossesOther(form, eni)
  const reasonErrors = useReasonErrors(`${id}-reason`, form.reason)
  const problems: SummaryError[] =
    memory.draft.unanswered === JSON.stringify(body)
      ? []
      : [
          ...(eni.privateIps.some((address) => address.ip === ip)
            ? []
            : [{ fieldId: `${id}-note`, text: words.plain({ ip, code: 'not_on_eni' }) }]),
          ...(note.length > noteCharactersMax ? [{ fieldId: `${id}-note`, text: shared('tooLong', { max: noteCharactersMax }) }] : []),
          ...(note === before ? [{ fieldId: `${id}-note`, text: t('unchanged') }] : []),
          ...(other ? [{ fieldId: `${id}-other`, text: change('anywayNeeded', { system: other.system }) }] : []),
          ...reasonErrors,
        ]
  const question = useQuestion({ memory, submit, problems, sent: { form, body } })
  return (
    <ChangeDialog
      title={t.rich('title', { ip, address: addressTag })}
      initialFocus={field}
      submitLabel={t('submit')}
      blocked={blocked}
      {...question.dialog}
      onClose={onClose}
    >
      {unsent === undefined ? null : (
        <Banner
          tone="info"
          title={unsent === '' ? t('draftEmpty') : t.rich('draft', { text: unsent, note: nameTag })}
          actions={
            <>
              <Button
                size="sm"
                onClick={() => {
                  takeUnsent()
                  field.current?.focus()
                }}
              >
                {t('use')}
              </Button>
              <Button
                size="sm"
                onClick={() => {
                  dropUnsent()
                  field.current?.focus()
                }}
              >
                {t('discard')}
              </Button>
            </>
          }
        />
      )}
      <TextField
        ref={field}
        id={`${id}-note`}
        label={t('label')}
        hint={
          <span className="flex flex-wrap justify-between gap-x-4">
            <span>{t('hint')}</span>
            <span className={note.length > noteCharactersMax ? 'num text-danger' : 'num'}>
              {t('count', { count: note.length, max: noteCharactersMax })}
            </span>
          </span>
        }
        value={form.note}
        error={question.errorAt(`${id}-note`)}
        onChange={(event) => set({ note: event.target.value })}
      />
      <OtherSystemWarning
        id={`${id}-other`}
        eni={eni}
        ticked={form.sendDespiteOtherSystem}
        label={(system) => change('anyway', { system })}
        error={question.errorAt(`${id}-other`)}
        onTick={(sendDespiteOtherSystem) => set({ sendDespiteOtherSystem })}
      />
      <ReasonField id={`${id}-reason`} value={form.reason} onChange={(reason) => set({ reason })} />
    </ChangeDialog>
  )
}

/** Replaces the note that the cloud keeps with an address. */
export const NoteDialog = ({ ip, ...props }: ChangeProps & { ip: string }) => {
  const t = useTranslations('change.note')
  return (
    <ChangeScreen {...props} title={t('titlePlain')}>
      {(detail) => <NoteReady {...props} detail={detail} ip={ip} />}
    </ChangeScreen>
  )
}
