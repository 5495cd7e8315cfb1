'use client'
import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { PasswordField } from '#components/form/password-field.tsx'
import { ProblemReport } from '#components/form/problem-report.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ApiError } from '#lib/query/api-error.ts'

const isWrongPassword = (error: unknown) => error instanceof ApiError && error.fields.some(({ code }) => code === 'wrong_password')

/** The password once more: whoever found the browser open must not lock its owner out. */
export const AskPassword = <T,>({
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
