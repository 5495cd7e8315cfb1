'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { FormFailure } from '#components/form/failure-box.tsx'
import { FormDialog } from '#components/form/form-dialog.tsx'
import { reasonMax } from '#components/form/reason-field.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { FieldError } from '#components/ui/field.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { parseIpv4 } from '#lib/ip/ipv4.ts'
import { noteOperation, resolveOperation } from '#lib/query/operation.ts'
import type { Operation } from '#lib/schema/operation.ts'
import { LookedAt } from './looked-at.tsx'
import { useWhyNot } from './use-why-not.ts'

export type Decision = 'close' | 'adopt' | 'retry'

type DecideProps = { decision: Decision; operation: Pick<Operation, 'id' | 'kind' | 'steps' | 'adoptable' | 'undone'>; onClose: () => void }

/** A person settles what reading did not. The dialog stays until the server has accepted it; a refusal is shown inside. */
export const DecideOperation = ({ decision, operation, onClose }: DecideProps) => {
  const t = useTranslations('operation.attention')
  const form = useTranslations('form')
  const whyNot = useWhyNot()
  const client = useQueryClient()
  const choice = useId()
  const [reason, setReason] = useState('')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [attempt, setAttempt] = useState(0)
  const choosing = decision === 'adopt'
  const { adoptable = [], undone = [] } = operation
  // Each keeps its place while it comes and goes under the open dialog.
  const seen = [...new Set([...adoptable, ...undone])].toSorted((a, b) => (parseIpv4(a) ?? 0) - (parseIpv4(b) ?? 0))
  const taken = chosen.filter((ip) => adoptable.includes(ip))
  const typed = reason.trim()
  const decide = useMutation({
    mutationFn: () => resolveOperation(operation.id, { action: decision, reason: typed, ...(choosing ? { addresses: taken } : {}) }),
    onSuccess: async (now) => {
      onClose()
      await noteOperation(client, now)
    },
  })
  const nothingChosen = choosing && taken.length === 0
  const tried = attempt > 0
  const wrongReason = typed === '' ? t('closeReasonNeeded') : typed.length > reasonMax ? form('tooLong', { max: reasonMax }) : undefined
  return (
    <FormDialog
      title={t(`${decision}Title`)}
      submitLabel={t(`${decision}Confirm`)}
      danger={decision === 'close'}
      pending={decide.isPending}
      error={decide.error}
      attempt={attempt}
      dirty={typed !== '' || chosen.length > 0}
      onSubmit={() => (nothingChosen || wrongReason !== undefined ? setAttempt(attempt + 1) : decide.mutate())}
      onClose={onClose}
    >
      <p>{t(`${decision}Text`)}</p>
      <FormFailure error={decide.error} title={t('failed')}>
        {whyNot(decide.error)}
      </FormFailure>
      {choosing ? (
        <fieldset
          data-invalid={(tried && nothingChosen) || undefined}
          className="grid gap-1"
          aria-describedby={tried && nothingChosen ? `${choice}-error` : undefined}
        >
          <legend className="mb-1 text-sm font-semibold">{t(`adoptChoose.${operation.kind}`)}</legend>
          <LookedAt operation={operation} />
          {seen.map((ip) => (
            <Checkbox
              key={ip}
              label={
                // On the line of the address, so that nothing moves when a look finds it gone.
                <span className="flex flex-wrap items-baseline gap-x-3">
                  <span data-raw className={adoptable.includes(ip) ? 'font-mono' : 'font-mono text-secondary'}>
                    {ip}
                  </span>
                  {undone.includes(ip) ? <span className="text-xs text-secondary">{t(`undone.${operation.kind}`)}</span> : null}
                </span>
              }
              disabled={!adoptable.includes(ip)}
              checked={taken.includes(ip)}
              onChange={(event) => setChosen(event.target.checked ? [...chosen, ip] : chosen.filter((other) => other !== ip))}
            />
          ))}
          {tried && nothingChosen ? <FieldError id={choice}>{t('adoptNeeded')}</FieldError> : null}
        </fieldset>
      ) : null}
      <TextField
        label={t('closeReason')}
        hint={t('closeReasonHint')}
        required
        value={reason}
        error={tried || typed !== '' ? wrongReason : undefined}
        onChange={(event) => setReason(event.target.value)}
      />
    </FormDialog>
  )
}
