'use client'
import { zodResolver } from '@hookform/resolvers/zod'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { useTranslations } from 'use-intl'
import * as z from 'zod/mini'
import { FormFailure } from '#components/form/failure-box.tsx'
import { PasswordField } from '#components/form/password-field.tsx'
import { useFailureFocus } from '#components/form/use-failure-focus.ts'
import { useFieldTexts } from '#components/form/use-field-texts.ts'
import { Button } from '#components/ui/button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { Time } from '#components/ui/time.tsx'
import { ApiError } from '#lib/query/api-error.ts'
import { newPassword, passwordLengthMin } from '#lib/schema/password.ts'
import type { SetUpLink } from '#lib/schema/sign-in.ts'
import { userNames } from '#lib/schema/user.ts'
import { CodeField } from './code-field.tsx'
import { useCodeField } from './use-code-field.ts'

const optional = <T extends z.ZodMiniType>(schema: T) => z.union([z.literal(''), schema])
const passwordOnly = z.object({ name: z.string(), email: z.string(), username: z.string(), password: newPassword })
const firstAdmin = z.extend(passwordOnly, { ...userNames, username: optional(userNames.username) })
type Values = z.infer<typeof passwordOnly>
const fields = ['name', 'email', 'username', 'password'] as const
type Field = (typeof fields)[number]

type SetUpFormProps = {
  link: SetUpLink
  error: unknown
  pending: boolean
  /** What was said of the last try is not true of what is entered now. */
  onReset: () => void
  onSubmit: (body: { password: string; code?: string; name?: string; email?: string; username?: string }) => void
}

/** One password, long rather than complicated; for the first administrator a name and an e-mail address too, and a code for who has a second factor. */
export const SetUpForm = ({ link, error, pending, onReset, onSubmit }: SetUpFormProps) => {
  const t = useTranslations('signIn')
  const first = link.purpose === 'first_admin'
  const form = useForm<Values>({
    resolver: zodResolver(first ? firstAdmin : passwordOnly),
    defaultValues: { name: '', email: link.email ?? '', username: '', password: '' },
  })
  const refused = error instanceof ApiError && error.code === 'code_wrong' && !pending ? error : undefined
  /** Submits that the form itself held back. */
  const [held, setHeld] = useState(0)
  const second = useCodeField({
    refused,
    checked: held > 0,
    onKind: () => {
      setHeld(0)
      onReset()
    },
  })
  const element = useFailureFocus(error, held)
  const { textAt, rest } = useFieldTexts<Field>(error, first ? fields : ['password'])
  const own = form.formState.errors
  const textOf = (name: Field): string | undefined =>
    own[name] === undefined ? textAt(name) : t(`needed.${name}`, { min: passwordLengthMin })
  const holdBack = () => setHeld((n) => n + 1)
  const send = form.handleSubmit(({ name, email, username, password }) => {
    if (link.totp && !second.isWhole) holdBack()
    else if (!pending)
      onSubmit({
        password,
        ...(link.totp ? { code: second.code } : {}),
        ...(first ? { name, email, ...(username === '' ? {} : { username }) } : {}),
      })
  }, holdBack)
  return (
    <form ref={element} noValidate className="grid gap-4" onSubmit={(event) => void send(event)}>
      <p className="text-sm text-secondary">
        {first ? t('firstAdminText') : t('choosePasswordText', { name: link.name ?? '' })} {t('linkUntil')}{' '}
        <Time at={link.expiresAt} mode="absolute" />
      </p>
      <FormFailure error={refused ? null : rest} title={t('failed')} />
      {first ? (
        <>
          <TextField label={t('name')} required autoComplete="name" charactersMax={100} error={textOf('name')} {...form.register('name')} />
          <TextField
            label={t('email')}
            required
            type="email"
            autoComplete="email"
            charactersMax={200}
            error={textOf('email')}
            {...form.register('email')}
          />
          <TextField
            label={t('username')}
            hint={t('usernameHint')}
            autoComplete="username"
            autoCapitalize="none"
            charactersMax={40}
            error={textOf('username')}
            {...form.register('username')}
          />
        </>
      ) : (
        // For password managers: whose password this is.
        <input type="text" hidden readOnly autoComplete="username" value={link.email ?? ''} />
      )}
      <PasswordField
        label={t('newPassword')}
        hint={t('newPasswordHint', { min: passwordLengthMin })}
        required
        autoComplete="new-password"
        charactersMax={200}
        error={textOf('password')}
        {...form.register('password')}
      />
      {link.totp ? <CodeField {...second.field} /> : null}
      <Button type="submit" variant="primary" pending={pending} className="w-full">
        {t(first ? 'createAdmin' : 'setPassword')}
      </Button>
    </form>
  )
}
