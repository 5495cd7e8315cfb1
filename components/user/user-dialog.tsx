'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { FormFailure } from '#components/form/failure-box.tsx'
import { FormDialog } from '#components/form/form-dialog.tsx'
import { GrantField } from '#components/form/grant-field.tsx'
import { useFieldTexts } from '#components/form/use-field-texts.ts'
import { Button } from '#components/ui/button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { accountListQuery } from '#lib/query/account.ts'
import { changeUser, createUser } from '#lib/query/user.ts'
import type { PasswordLink, User } from '#lib/schema/user.ts'
import { noUser, userFields, userRequest, valuesOf, type UserField, type UserValues } from './user-form.ts'

type UserDialogProps = {
  /** Absent: somebody new. */
  user?: User | undefined
  onClose: () => void
  /** With the one-time link of somebody new. */
  onSaved: (user: User, link?: PasswordLink) => void
}

/** Names and roles of one person. A change of roles ends their sessions, so that it holds at once. */
export const UserDialog = ({ user, onClose, onSaved }: UserDialogProps) => {
  const t = useTranslations('user')
  const client = useQueryClient()
  const nameField = useRef<HTMLInputElement>(null)
  const accounts = useQuery(accountListQuery()).data?.items.map(({ name }) => name) ?? []
  const [before] = useState(user === undefined ? noUser : valuesOf(user))
  const [values, setValues] = useState(before)
  const [attempt, setAttempt] = useState(0)
  const request = userRequest(values)
  const wrong: readonly UserField[] = attempt > 0 && 'wrong' in request ? request.wrong : []
  const save = useMutation({
    mutationFn: async (body: Parameters<typeof createUser>[0]) =>
      user === undefined ? createUser(body) : { user: await changeUser(user.id, body), link: undefined },
    onSuccess: async (saved) => {
      await client.invalidateQueries({ queryKey: ['user'] })
      onSaved(saved.user, saved.link)
    },
  })
  const { textAt, rest } = useFieldTexts(save.error, userFields)
  const textOf = (field: UserField): string | undefined => (wrong.includes(field) ? t(`needed.${field}`) : textAt(field))
  const set = (change: Partial<UserValues>) => {
    setValues({ ...values, ...change })
    if (save.isError) save.reset()
  }
  const field = (name: 'name' | 'email' | 'username') => ({
    label: t(name),
    value: values[name],
    error: textOf(name),
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => set({ [name]: event.target.value }),
  })
  return (
    <FormDialog
      width="md"
      title={user === undefined ? t('add') : t('editTitle', { name: user.name })}
      submitLabel={user === undefined ? t('addConfirm') : t('save')}
      pending={save.isPending}
      error={save.error}
      attempt={attempt}
      dirty={JSON.stringify(values) !== JSON.stringify(before)}
      initialFocus={nameField}
      onSubmit={() => ('body' in request ? save.mutate(request.body) : setAttempt(attempt + 1))}
      onClose={onClose}
    >
      <FormFailure error={rest} title={t('failed')} />
      <TextField {...field('name')} ref={nameField} required charactersMax={100} />
      <TextField {...field('email')} type="email" required charactersMax={200} />
      <TextField {...field('username')} hint={t('usernameHint')} autoCapitalize="none" charactersMax={40} />
      {values.grants.map((grant, index) => (
        // The order of the grants is all that tells them apart.
        // oxlint-disable-next-line react/no-array-index-key
        <section key={index} className="grid gap-2 rounded-lg border border-default p-3">
          <GrantField
            value={grant}
            accounts={accounts}
            error={index === 0 ? textOf('grants') : undefined}
            onChange={(changed) => set({ grants: values.grants.with(index, changed) })}
          />
          {values.grants.length > 1 ? (
            <Button size="sm" icon={<Trash2 />} className="w-fit" onClick={() => set({ grants: values.grants.toSpliced(index, 1) })}>
              {t('removeGrant')}
            </Button>
          ) : null}
        </section>
      ))}
      {accounts.length > 1 && values.grants.every(({ accounts: where }) => where !== 'all') ? (
        <Button
          size="sm"
          icon={<Plus />}
          className="w-fit"
          onClick={() => set({ grants: [...values.grants, { role: 'viewer', accounts: [...accounts] }] })}
        >
          {t('addGrant')}
        </Button>
      ) : null}
      {user === undefined ? null : <p className="text-sm text-secondary">{t('effect')}</p>}
    </FormDialog>
  )
}
