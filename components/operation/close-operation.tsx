'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { ProblemReport } from '#components/form/problem-report.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { noteOperation, resolveOperation } from '#lib/query/operation.ts'
import type { Operation } from '#lib/schema/operation.ts'

/** Ends an operation that nobody can settle. The dialog stays until the server has accepted it; a refusal is shown inside. */
export const CloseOperation = ({ operation, onClose }: { operation: Pick<Operation, 'id'>; onClose: () => void }) => {
  const t = useTranslations('operation.attention')
  const common = useTranslations('common')
  const client = useQueryClient()
  const field = useRef<HTMLInputElement>(null)
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const close = useMutation({
    mutationFn: () => resolveOperation(operation.id, { action: 'close', reason: reason.trim() }),
    onSuccess: async (now) => {
      onClose()
      await noteOperation(client, now)
    },
  })
  const submit = () => {
    if (close.isPending) return
    if (reason.trim() === '') {
      setMissing(true)
      field.current?.focus()
      return
    }
    close.mutate()
  }
  return (
    <Dialog
      title={t('closeTitle')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button variant="danger" pending={close.isPending} onClick={submit}>
            {t('closeConfirm')}
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
        <p>{t('closeText')}</p>
        {close.isError ? (
          <Banner tone="danger" title={t('failed')}>
            <ProblemReport error={close.error} />
          </Banner>
        ) : null}
        <TextField
          ref={field}
          label={t('closeReason')}
          hint={t('closeReasonHint')}
          required
          maxLength={200}
          value={reason}
          error={missing && reason.trim() === '' ? t('closeReasonNeeded') : undefined}
          onChange={(event) => setReason(event.target.value)}
        />
      </form>
    </Dialog>
  )
}
