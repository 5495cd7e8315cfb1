'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { FormDialog } from '#components/form/form-dialog.tsx'
import { useProblemText } from '#components/form/use-problem-text.ts'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { confirmTotp, removeTotp, startTotp } from '#lib/query/password.ts'
import { sessionQuery } from '#lib/query/session.ts'
import type { TotpStart } from '#lib/schema/totp.ts'
import { AskPassword } from './ask-password.tsx'
import { ShownCodes } from './recovery-codes.tsx'

const QrCode = lazy(() => import('./qr-code.tsx'))

type StepProps = { onClose: () => void; onDone: () => void }

/** The secret as a picture and as text, and a first code to prove that the app has it. */
const Confirm = ({ start, onClose, onOn }: Pick<StepProps, 'onClose'> & { start: TotpStart; onOn: (codes: string[]) => void }) => {
  const t = useTranslations('security')
  const problemText = useProblemText()
  const field = useRef<HTMLInputElement>(null)
  const [code, setCode] = useState('')
  const [attempt, setAttempt] = useState(0)
  const plain = code.replaceAll(/\s/g, '')
  const send = useMutation({
    mutationFn: () => confirmTotp(plain),
    onSuccess: ({ codes }) => onOn(codes),
    onError: () => field.current?.select(),
  })
  const incomplete = !/^\d{6}$/.test(plain)
  return (
    <FormDialog
      width="md"
      title={t('totpTitle')}
      submitLabel={t('totpConfirm')}
      pending={send.isPending}
      error={send.error}
      attempt={attempt}
      dirty={code !== ''}
      initialFocus={field}
      onSubmit={() => (incomplete ? setAttempt(attempt + 1) : send.mutate())}
      onClose={onClose}
    >
      <p>{t('totpScan')}</p>
      <Suspense fallback={<Skeleton className="size-48" />}>
        <QrCode text={start.uri} label={t('qr')} />
      </Suspense>
      <p className="text-sm text-secondary">{t('totpType')}</p>
      <p className="flex items-start gap-1 rounded-md bg-inset p-2">
        <code data-raw translate="no" className="min-w-0 flex-1 font-mono text-sm break-all select-all">
          {start.secret}
        </code>
        <CopyButton value={start.secret} label={t('copySecret')} />
      </p>
      <TextField
        ref={field}
        label={t('code')}
        autoComplete="one-time-code"
        inputMode="numeric"
        required
        charactersMax={12}
        value={code}
        error={attempt > 0 && incomplete ? t('codeSix') : send.isError ? problemText(send.error) : undefined}
        onChange={(event) => setCode(event.target.value)}
      />
    </FormDialog>
  )
}

const useDone = ({ onClose, onDone }: StepProps) => {
  const client = useQueryClient()
  return async () => {
    await client.invalidateQueries({ queryKey: sessionQuery().queryKey })
    onClose()
    onDone()
  }
}

/** Turning the second factor on: the password, then the app, then a first code, then codes for the day the app is lost. */
export const TotpOn = (props: StepProps) => {
  const t = useTranslations('security')
  const done = useDone(props)
  const [start, setStart] = useState<TotpStart>()
  const [codes, setCodes] = useState<string[]>()
  if (codes !== undefined) return <ShownCodes codes={codes} onDone={() => void done()} />
  return start === undefined ? (
    <AskPassword
      title={t('totpTitle')}
      text={t('totpPassword')}
      confirm={t('next')}
      ask={startTotp}
      onClose={props.onClose}
      onAnswer={setStart}
    />
  ) : (
    <Confirm start={start} onClose={props.onClose} onOn={setCodes} />
  )
}

export const TotpOff = (props: StepProps) => {
  const t = useTranslations('security')
  const done = useDone(props)
  return (
    <AskPassword
      title={t('totpOffTitle')}
      text={t('totpOffText')}
      confirm={t('totpOff')}
      ask={removeTotp}
      onClose={props.onClose}
      onAnswer={() => void done()}
    />
  )
}
