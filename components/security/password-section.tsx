'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { FormFailure } from '#components/form/failure-box.tsx'
import { PasswordField } from '#components/form/password-field.tsx'
import { useFailureFocus } from '#components/form/use-failure-focus.ts'
import { useFieldTexts } from '#components/form/use-field-texts.ts'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { announce } from '#components/ui/live-region.tsx'
import { changePassword } from '#lib/query/password.ts'
import { sessionQuery } from '#lib/query/session.ts'
import { passwordLengthMin } from '#lib/schema/password.ts'

/** Another password. The current one is asked for: the browser may be somebody's who found it open. */
export const PasswordSection = ({ login }: { login: string }) => {
  const t = useTranslations('security')
  const client = useQueryClient()
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const [attempt, setAttempt] = useState(0)
  const change = useMutation({
    mutationFn: () => changePassword({ current, password }),
    onSuccess: async (session) => {
      client.setQueryData(sessionQuery().queryKey, session)
      setCurrent('')
      setPassword('')
      setAttempt(0)
      announce(t('passwordChanged'))
      await client.invalidateQueries({ queryKey: ['session', 'list'] })
    },
  })
  const form = useFailureFocus(change.error, attempt)
  const { textAt, rest } = useFieldTexts(change.error, ['current', 'password'])
  const short = password.length < passwordLengthMin
  return (
    <section aria-labelledby="password" className="grid max-w-md gap-3">
      <h2 id="password" className="text-lg font-semibold">
        {t('password')}
      </h2>
      <form
        ref={form}
        noValidate
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          if (change.isPending) return
          if (current === '' || short) setAttempt(attempt + 1)
          else change.mutate()
        }}
      >
        {change.isSuccess ? (
          <Banner tone="success" title={t('passwordChanged')}>
            {t('othersEnded')}
          </Banner>
        ) : null}
        <FormFailure error={rest} title={t('failed')} />
        {/* For password managers: whose password this is. */}
        <input type="text" hidden readOnly autoComplete="username" value={login} />
        <PasswordField
          label={t('currentPassword')}
          autoComplete="current-password"
          required
          charactersMax={200}
          value={current}
          error={attempt > 0 && current === '' ? t('currentNeeded') : textAt('current')}
          onChange={(event) => setCurrent(event.target.value)}
        />
        <PasswordField
          label={t('newPassword')}
          hint={t('newPasswordHint', { min: passwordLengthMin })}
          autoComplete="new-password"
          required
          charactersMax={200}
          value={password}
          error={attempt > 0 && short ? t('tooShort', { min: passwordLengthMin }) : textAt('password')}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button type="submit" pending={change.isPending} className="w-fit">
          {t('changePassword')}
        </Button>
      </form>
    </section>
  )
}
