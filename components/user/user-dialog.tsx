'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus, Trash2 } from 'lucide-react'
import { useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { GrantField } from '#components/form/grant-field.tsx'
import { ProblemReport } from '#components/form/problem-report.tsx'
import { fieldTexts } from '#components/form/problem-text.ts'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { accountListQuery } from '#lib/query/account.ts'
import { ApiError } from '#lib/query/api-error.ts'
import { changeUser, createUser } from '#lib/query/user.ts'
import type { PasswordLink, User } from '#lib/schema/user.ts'
import { noUser, userRequest, valuesOf, type UserField, type UserValues } from './user-form.ts'

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
  const common = useTranslations('common')
  const problem = useTranslations('problem')
  const client = useQueryClient()
  const formId = useId()
  const accounts = useQuery(accountListQuery()).data?.items.map(({ name }) => name) ?? []
  const [values, setValues] = useState<UserValues>(user === undefined ? noUser : valuesOf(user))
  const [tried, setTried] = useState(false)
  const request = userRequest(values)
  const wrong: readonly UserField[] = tried && 'wrong' in request ? request.wrong : []
  const save = useMutation({
    mutationFn: async (body: Parameters<typeof createUser>[0]) =>
      user === undefined ? createUser(body) : { user: await changeUser(user.id, body), link: undefined },
    onSuccess: async (saved) => {
      await client.invalidateQueries({ queryKey: ['user'] })
      onSaved(saved.user, saved.link)
    },
  })
  const refused = save.error instanceof ApiError ? save.error.fields : []
  const textOf = (field: UserField): string | undefined =>
    wrong.includes(field)
      ? t(`needed.${field}`)
      : fieldTexts(
          refused.filter(({ path }) => path.split('.')[0] === field),
          problem,
        )[0]
  const set = (change: Partial<UserValues>) => {
    setValues({ ...values, ...change })
    if (save.isError) save.reset()
  }
  const field = (name: 'name' | 'email' | 'username') => ({
    id: `${formId}-${name}`,
    label: t(name),
    value: values[name],
    error: textOf(name),
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => set({ [name]: event.target.value }),
  })
  const submit = () => {
    if (save.isPending) return
    setTried(true)
    if ('body' in request) save.mutate(request.body)
    else document.getElementById(`${formId}-${request.wrong[0] ?? 'name'}`)?.focus()
  }
  const named = refused.some(({ path }) => ['name', 'email', 'username', 'grants'].includes(path.split('.')[0] ?? ''))
  return (
    <Dialog
      width="md"
      title={user === undefined ? t('add') : t('editTitle', { name: user.name })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button variant="primary" pending={save.isPending} onClick={submit}>
            {user === undefined ? t('addConfirm') : t('save')}
          </Button>
        </>
      }
    >
      <form
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        {save.isError && !named ? (
          <Banner tone="danger" title={t('failed')}>
            <ProblemReport error={save.error} />
          </Banner>
        ) : null}
        <TextField {...field('name')} required maxLength={100} />
        <TextField {...field('email')} type="email" required maxLength={200} />
        <TextField {...field('username')} hint={t('usernameHint')} autoCapitalize="none" maxLength={40} />
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
      </form>
    </Dialog>
  )
}
