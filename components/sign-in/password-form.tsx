'use client'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { useTranslations } from 'use-intl'
import { useProblemText } from '#components/form/use-problem-text.ts'
import { RequestId } from '#components/form/problem-report.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { DisabledReason } from '#components/ui/disabled-reason.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { ApiError } from '#lib/query/api-error.ts'
import { signIn } from '#lib/query/sign-in.ts'
import type { Session } from '#lib/schema/session.ts'
import { PasswordField } from '#components/form/password-field.tsx'
import { CodeField } from './code-field.tsx'
import { useCodeField } from './use-code-field.ts'
import { useWait } from './use-wait.ts'

const isCode = (error: unknown, ...codes: string[]): error is ApiError => error instanceof ApiError && codes.includes(error.code)

type PasswordFormProps = {
  /** Who it probably is: somebody whose session has ended. */
  login?: string | undefined
  passwordRef?: RefObject<HTMLInputElement | null>
  onSignedIn: (session: Session) => void
}

/** Name and password, then the code of an authenticator app where one is asked for. What was typed stays through every failure. */
export const PasswordForm = ({ login: known, passwordRef, onSignedIn }: PasswordFormProps) => {
  const t = useTranslations('signIn')
  const problemText = useProblemText()
  const [login, setLogin] = useState(known ?? '')
  const [password, setPassword] = useState('')
  const [codeAsked, setCodeAsked] = useState(false)
  const [tried, setTried] = useState(false)
  const name = useRef<HTMLInputElement>(null)
  const ownSecret = useRef<HTMLInputElement>(null)
  const secret = passwordRef ?? ownSecret
  const failure = useRef<HTMLDivElement>(null)
  const attempt = useMutation({
    mutationFn: () => signIn({ login: login.trim(), password, ...(codeAsked ? { code: second.code } : {}) }),
    onSuccess: onSignedIn,
    onError: (error) => {
      if (isCode(error, 'code_needed', 'code_wrong')) {
        setCodeAsked(true)
        // Nothing has been tried with the new field.
        setTried(false)
        // The field is there after this draw.
        requestAnimationFrame(() => second.field.ref.current?.select())
      } else requestAnimationFrame(() => failure.current?.focus())
    },
  })
  const refused = isCode(attempt.error, 'code_wrong') ? attempt.error : undefined
  const second = useCodeField({
    refused,
    checked: tried,
    onKind: () => {
      setTried(false)
      attempt.reset()
    },
  })
  const wait = useWait(attempt.error)
  useEffect(() => {
    // Not on a touch screen, where the keyboard would cover half the page.
    if (known === undefined && window.matchMedia('(pointer: fine)').matches) name.current?.focus()
  }, [known])
  const submit = () => {
    if (attempt.isPending || wait > 0) return
    setTried(true)
    if (login.trim() === '') name.current?.focus()
    else if (password === '') secret.current?.focus()
    else if (codeAsked && !second.isWhole) second.field.ref.current?.focus()
    else attempt.mutate()
  }
  const atCode = isCode(attempt.error, 'code_needed', 'code_wrong')
  const waitReason = wait > 0 ? t('wait', { seconds: wait }) : undefined
  return (
    <form
      noValidate
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {attempt.isError && !atCode ? (
        <div ref={failure} tabIndex={-1} className="rounded-lg">
          <Banner tone="danger" title={problemText(attempt.error)}>
            {isCode(attempt.error, 'sign_in_failed', 'too_many_requests') ? undefined : <RequestId error={attempt.error} />}
          </Banner>
        </div>
      ) : null}
      <TextField
        ref={name}
        label={t('login')}
        autoComplete="username"
        autoCapitalize="none"
        required
        charactersMax={200}
        value={login}
        error={tried && login.trim() === '' ? t('loginNeeded') : undefined}
        onChange={(event) => setLogin(event.target.value)}
      />
      <PasswordField
        ref={secret}
        label={t('password')}
        autoComplete="current-password"
        required
        charactersMax={200}
        value={password}
        error={tried && password === '' ? t('passwordNeeded') : undefined}
        onChange={(event) => setPassword(event.target.value)}
      />
      {codeAsked ? <CodeField {...second.field} /> : null}
      <div className="grid gap-1">
        <Button type="submit" variant="primary" pending={attempt.isPending} disabledReason={waitReason} className="w-full">
          {t('submit')}
        </Button>
        {waitReason === undefined ? null : <DisabledReason>{waitReason}</DisabledReason>}
      </div>
    </form>
  )
}
