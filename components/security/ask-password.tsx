'use client'
import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { FormFailure } from '#components/form/failure-box.tsx'
import { FormDialog } from '#components/form/form-dialog.tsx'
import { PasswordField } from '#components/form/password-field.tsx'
import { useFieldTexts } from '#components/form/use-field-texts.ts'

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
  const field = useRef<HTMLInputElement>(null)
  const [password, setPassword] = useState('')
  const [attempt, setAttempt] = useState(0)
  const send = useMutation({ mutationFn: () => ask(password), onSuccess: onAnswer, onError: () => field.current?.select() })
  const { textAt, rest } = useFieldTexts(send.error, ['password'])
  const missing = attempt > 0 && password === '' ? t('currentNeeded') : undefined
  return (
    <FormDialog
      title={title}
      submitLabel={confirm}
      pending={send.isPending}
      error={send.error}
      attempt={attempt}
      initialFocus={field}
      onSubmit={() => (password === '' ? setAttempt(attempt + 1) : send.mutate())}
      onClose={onClose}
    >
      <p>{text}</p>
      <FormFailure error={rest} title={t('failed')} />
      <PasswordField
        ref={field}
        label={t('currentPassword')}
        autoComplete="current-password"
        required
        charactersMax={200}
        value={password}
        error={missing ?? textAt('password')}
        onChange={(event) => setPassword(event.target.value)}
      />
    </FormDialog>
  )
}
