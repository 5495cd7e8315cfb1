'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { ProblemReport } from '#components/form/problem-report.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
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
  const common = useTranslations('common')
  const client = useQueryClient()
  const act = useMutation({
    mutationFn: () => run(user, action),
    onSuccess: async (link) => {
      await client.invalidateQueries({ queryKey: ['user'] })
      onDone(link)
    },
  })
  return (
    <Dialog
      title={t(`confirm.${action}.title`, { name: user.name })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button
            variant={action === 'disable' ? 'danger' : 'primary'}
            pending={act.isPending}
            onClick={() => !act.isPending && act.mutate()}
          >
            {t(`confirm.${action}.do`)}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        {act.isError ? (
          <Banner tone="danger" title={t('failed')}>
            <ProblemReport error={act.error} />
          </Banner>
        ) : null}
        <p>{t(`confirm.${action}.text`)}</p>
      </div>
    </Dialog>
  )
}
