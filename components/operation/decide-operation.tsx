'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { ProblemReport } from '#components/form/problem-report.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { FieldError } from '#components/ui/field.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { noteOperation, resolveOperation } from '#lib/query/operation.ts'
import type { Operation } from '#lib/schema/operation.ts'
import { useWhyNot } from './use-why-not.ts'

export type Decision = 'close' | 'adopt' | 'retry'

type DecideProps = { decision: Decision; operation: Pick<Operation, 'id' | 'kind' | 'adoptable'>; onClose: () => void }

/** A person settles what reading did not. The dialog stays until the server has accepted it; a refusal is shown inside. */
export const DecideOperation = ({ decision, operation, onClose }: DecideProps) => {
  const t = useTranslations('operation.attention')
  const common = useTranslations('common')
  const whyNot = useWhyNot()
  const client = useQueryClient()
  const choice = useId()
  const boxes = useRef<HTMLFieldSetElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const [reason, setReason] = useState('')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [tried, setTried] = useState(false)
  const choosing = decision === 'adopt'
  const decide = useMutation({
    mutationFn: () =>
      resolveOperation(operation.id, { action: decision, reason: reason.trim(), ...(choosing ? { addresses: [...chosen] } : {}) }),
    onSuccess: async (now) => {
      onClose()
      await noteOperation(client, now)
    },
  })
  const nothingChosen = choosing && chosen.length === 0
  const noReason = reason.trim() === ''
  const submit = () => {
    if (decide.isPending) return
    setTried(true)
    if (nothingChosen) boxes.current?.querySelector('input')?.focus()
    else if (noReason) field.current?.focus()
    else decide.mutate()
  }
  return (
    <Dialog
      title={t(`${decision}Title`)}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button variant={decision === 'close' ? 'danger' : 'primary'} pending={decide.isPending} onClick={submit}>
            {t(`${decision}Confirm`)}
          </Button>
        </>
      }
    >
      <form
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <p>{t(`${decision}Text`)}</p>
        {decide.isError ? (
          <Banner tone="danger" title={t('failed')}>
            {whyNot(decide.error) ?? <ProblemReport error={decide.error} />}
          </Banner>
        ) : null}
        {choosing ? (
          <fieldset ref={boxes} className="grid gap-1" aria-describedby={tried && nothingChosen ? `${choice}-error` : undefined}>
            <legend className="mb-1 text-sm font-semibold">{t(`adoptChoose.${operation.kind}`)}</legend>
            {(operation.adoptable ?? []).map((ip) => (
              <Checkbox
                key={ip}
                label={
                  <span data-raw className="font-mono">
                    {ip}
                  </span>
                }
                checked={chosen.includes(ip)}
                onChange={(event) => setChosen(event.target.checked ? [...chosen, ip] : chosen.filter((other) => other !== ip))}
              />
            ))}
            {tried && nothingChosen ? <FieldError id={choice}>{t('adoptNeeded')}</FieldError> : null}
          </fieldset>
        ) : null}
        <TextField
          ref={field}
          label={t('closeReason')}
          hint={t('closeReasonHint')}
          required
          maxLength={200}
          value={reason}
          error={tried && noReason ? t('closeReasonNeeded') : undefined}
          onChange={(event) => setReason(event.target.value)}
        />
      </form>
    </Dialog>
  )
}
