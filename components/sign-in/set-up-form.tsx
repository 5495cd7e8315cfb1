'use client'
import { zodResolver } from '@hookform/resolvers/zod'
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
import { newPassword, passwordLengthMin } from '#lib/schema/password.ts'
import type { SetUpLink } from '#lib/schema/sign-in.ts'
import { userNames } from '#lib/schema/user.ts'

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
  onSubmit: (body: { password: string; name?: string; email?: string; username?: string }) => void
}

/** One password, long rather than complicated; for the first administrator a name and an e-mail address too. */
export const SetUpForm = ({ link, error, pending, onSubmit }: SetUpFormProps) => {
  const t = useTranslations('signIn')
  const first = link.purpose === 'first_admin'
  const form = useForm<Values>({
    resolver: zodResolver(first ? firstAdmin : passwordOnly),
    defaultValues: { name: '', email: link.email ?? '', username: '', password: '' },
  })
  const element = useFailureFocus(error)
  const { textAt, rest } = useFieldTexts<Field>(error, first ? fields : ['password'])
  const own = form.formState.errors
  const textOf = (name: Field): string | undefined =>
    own[name] === undefined ? textAt(name) : t(`needed.${name}`, { min: passwordLengthMin })
  const send = form.handleSubmit(({ name, email, username, password }) => {
    if (!pending) onSubmit({ password, ...(first ? { name, email, ...(username === '' ? {} : { username }) } : {}) })
  })
  return (
    <form ref={element} noValidate className="grid gap-4" onSubmit={(event) => void send(event)}>
      <p className="text-sm text-secondary">
        {first ? t('firstAdminText') : t('choosePasswordText', { name: link.name ?? '' })} {t('linkUntil')}{' '}
        <Time at={link.expiresAt} mode="absolute" />
      </p>
      <FormFailure error={rest} title={t('failed')} />
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
      <Button type="submit" variant="primary" pending={pending} className="w-full">
        {t(first ? 'createAdmin' : 'setPassword')}
      </Button>
    </form>
  )
}
