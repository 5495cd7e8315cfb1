'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { FormFailure } from '#components/form/failure-box.tsx'
import { FormDialog } from '#components/form/form-dialog.tsx'
import { changeUser, linkUser, signOutUser } from '#lib/query/user.ts'
import type { PasswordLink, User } from '#lib/schema/user.ts'
import type { UserAction } from './user-row.tsx'

type Confirmed = Exclude<UserAction, 'edit'>

const run = async (user: User, action: Confirmed): Promise<PasswordLink | undefined> => {
  if (action === 'link') return linkUser(user.id)
  if (action === 'signOut') await signOutUser(user.id)
  else await changeUser(user.id, action === 'totp' ? { totp: false } : { disabled: action === 'disable' })
  return undefined
}

type ConfirmActionProps = { user: User; action: Confirmed; onClose: () => void; onDone: (link: PasswordLink | undefined) => void }

/** Asks before something is done to somebody, and says what follows from it. A refusal is shown inside. */
export const ConfirmAction = ({ user, action, onClose, onDone }: ConfirmActionProps) => {
  const t = useTranslations('user')
  const client = useQueryClient()
  const act = useMutation({
    mutationFn: () => run(user, action),
    onSuccess: async (link) => {
      await client.invalidateQueries({ queryKey: ['user'] })
      onDone(link)
    },
  })
  return (
    <FormDialog
      title={t(`confirm.${action}.title`, { name: user.name })}
      submitLabel={t(`confirm.${action}.do`)}
      danger={action === 'disable'}
      pending={act.isPending}
      error={act.error}
      onSubmit={act.mutate}
      onClose={onClose}
    >
      <FormFailure error={act.error} title={t('failed')} />
      <p>{t(`confirm.${action}.text`)}</p>
    </FormDialog>
  )
}
