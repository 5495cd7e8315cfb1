'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { PasswordField } from '#components/form/password-field.tsx'
import { ProblemReport } from '#components/form/problem-report.tsx'
import { fieldTexts } from '#components/form/problem-text.ts'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { announce } from '#components/ui/live-region.tsx'
import { ApiError } from '#lib/query/api-error.ts'
import { changePassword } from '#lib/query/password.ts'
import { sessionQuery } from '#lib/query/session.ts'
import { passwordLengthMin } from '#lib/schema/password.ts'

/** Another password. The present one is asked for: the browser may be somebody's who found it open. */
export const PasswordSection = ({ login }: { login: string }) => {
  const t = useTranslations('security')
  const problem = useTranslations('problem')
  const client = useQueryClient()
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const currentField = useRef<HTMLInputElement>(null)
  const newField = useRef<HTMLInputElement>(null)
  const change = useMutation({
    mutationFn: () => changePassword({ current, password }),
    onSuccess: async (session) => {
      client.setQueryData(sessionQuery().queryKey, session)
      setCurrent('')
      setPassword('')
      setTried(false)
      announce(t('passwordChanged'))
      await client.invalidateQueries({ queryKey: ['session', 'list'] })
    },
  })
  const refused = change.error instanceof ApiError ? change.error.fields : []
  const textOf = (field: string) =>
    fieldTexts(
      refused.filter(({ path }) => path === field),
      problem,
    )[0]
  const short = password.length < passwordLengthMin
  const submit = () => {
    if (change.isPending) return
    setTried(true)
    if (current === '') currentField.current?.focus()
    else if (short) newField.current?.focus()
    else change.mutate()
  }
  return (
    <section aria-labelledby="password" className="grid max-w-md gap-3">
      <h2 id="password" className="text-lg font-semibold">
        {t('password')}
      </h2>
      <form
        noValidate
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        {change.isSuccess ? (
          <Banner tone="success" title={t('passwordChanged')}>
            {t('passwordChangedText')}
          </Banner>
        ) : null}
        {change.isError && refused.length === 0 ? (
          <Banner tone="danger" title={t('failed')}>
            <ProblemReport error={change.error} />
          </Banner>
        ) : null}
        {/* For password managers: whose password this is. */}
        <input type="text" hidden readOnly autoComplete="username" value={login} />
        <PasswordField
          ref={currentField}
          label={t('currentPassword')}
          autoComplete="current-password"
          required
          maxLength={200}
          value={current}
          error={tried && current === '' ? t('currentNeeded') : textOf('current')}
          onChange={(event) => setCurrent(event.target.value)}
        />
        <PasswordField
          ref={newField}
          label={t('newPassword')}
          hint={t('newPasswordHint', { min: passwordLengthMin })}
          autoComplete="new-password"
          required
          maxLength={200}
          value={password}
          error={tried && short ? t('tooShort', { min: passwordLengthMin }) : textOf('password')}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button type="submit" pending={change.isPending} className="w-fit">
          {t('changePassword')}
        </Button>
      </form>
    </section>
  )
}
