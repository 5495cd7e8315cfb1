'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { PasswordField } from '#components/form/password-field.tsx'
import { ProblemReport } from '#components/form/problem-report.tsx'
import { useProblemText } from '#components/form/use-problem-text.ts'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { ApiError } from '#lib/query/api-error.ts'
import { confirmTotp, removeTotp, startTotp } from '#lib/query/password.ts'
import { sessionQuery } from '#lib/query/session.ts'
import type { TotpStart } from '#lib/schema/totp.ts'

const QrCode = lazy(() => import('./qr-code.tsx'))

const isWrongPassword = (error: unknown) => error instanceof ApiError && error.fields.some(({ code }) => code === 'wrong_password')

type StepProps = { onClose: () => void; onDone: () => void }

/** The password once more: whoever found the browser open must not lock its owner out. */
const AskPassword = <T,>({
  title,
  text,
  confirm,
  ask,
  onClose,
  onAnswer,
}: {
  title: string
  text: string
  confirm: string
  ask: (password: string) => Promise<T>
  onClose: () => void
  onAnswer: (answer: T) => void
}) => {
  const t = useTranslations('security')
  const common = useTranslations('common')
  const problem = useTranslations('problem')
  const field = useRef<HTMLInputElement>(null)
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const send = useMutation({ mutationFn: () => ask(password), onSuccess: onAnswer, onError: () => field.current?.select() })
  const submit = () => {
    if (send.isPending) return
    setTried(true)
    if (password === '') field.current?.focus()
    else send.mutate()
  }
  const wrong = isWrongPassword(send.error) ? problem('field.wrong_password') : undefined
  return (
    <Dialog
      title={title}
      onClose={onClose}
      initialFocus={field}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button variant="primary" pending={send.isPending} onClick={submit}>
            {confirm}
          </Button>
        </>
      }
    >
      <form
        noValidate
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <p>{text}</p>
        {send.isError && wrong === undefined ? (
          <Banner tone="danger" title={t('failed')}>
            <ProblemReport error={send.error} />
          </Banner>
        ) : null}
        <PasswordField
          ref={field}
          label={t('currentPassword')}
          autoComplete="current-password"
          required
          maxLength={200}
          value={password}
          error={tried && password === '' ? t('currentNeeded') : wrong}
          onChange={(event) => setPassword(event.target.value)}
        />
      </form>
    </Dialog>
  )
}

/** The secret as a picture and as text, and a first code to prove that the app has it. */
const Confirm = ({ start, onClose, onDone }: StepProps & { start: TotpStart }) => {
  const t = useTranslations('security')
  const common = useTranslations('common')
  const problemText = useProblemText()
  const field = useRef<HTMLInputElement>(null)
  const [code, setCode] = useState('')
  const [tried, setTried] = useState(false)
  const plain = code.replaceAll(/\s/g, '')
  const send = useMutation({ mutationFn: () => confirmTotp(plain), onSuccess: onDone, onError: () => field.current?.select() })
  const incomplete = !/^\d{6}$/.test(plain)
  const submit = () => {
    if (send.isPending) return
    setTried(true)
    if (incomplete) field.current?.focus()
    else send.mutate()
  }
  return (
    <Dialog
      width="md"
      title={t('totpTitle')}
      onClose={onClose}
      initialFocus={field}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button variant="primary" pending={send.isPending} onClick={submit}>
            {t('totpConfirm')}
          </Button>
        </>
      }
    >
      <form
        noValidate
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
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
          maxLength={12}
          value={code}
          error={tried && incomplete ? t('codeSix') : send.isError ? problemText(send.error) : undefined}
          onChange={(event) => setCode(event.target.value)}
        />
      </form>
    </Dialog>
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

/** Turning the second factor on: the password, then the app, then a first code. */
export const TotpOn = (props: StepProps) => {
  const t = useTranslations('security')
  const done = useDone(props)
  const [start, setStart] = useState<TotpStart>()
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
    <Confirm start={start} onClose={props.onClose} onDone={() => void done()} />
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
