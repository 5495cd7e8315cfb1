'use client'
import { CircleCheck, CircleSlash, MailQuestionMark, Ellipsis } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useGrantText } from '#components/form/grant-text.ts'
import { GridCell, GridRow } from '#components/ui/grid-list.tsx'
import { Menu } from '#components/ui/menu.tsx'
import { Status } from '#components/ui/status.tsx'
import { Tag } from '#components/ui/tag.tsx'
import { Time } from '#components/ui/time.tsx'
import type { User } from '#lib/schema/user.ts'

/** What can be done to somebody, beside a change of names and roles. */
export type UserAction = 'edit' | 'link' | 'totp' | 'signOut' | 'disable' | 'enable'

export const rowGrid = 'gap-x-4 @4xl:grid-cols-[minmax(10rem,1.4fr)_minmax(10rem,1.4fr)_9rem_8rem_2.5rem]'

const State = ({ user }: { user: User }) => {
  const t = useTranslations('user.state')
  if (user.disabled)
    return (
      <Status tone="neutral" icon={<CircleSlash />} form="badge">
        {t('disabled')}
      </Status>
    )
  if (!user.hasPassword && user.lastSignInAt === undefined)
    return (
      <Status tone="pending" icon={<MailQuestionMark />} form="badge">
        {t('invited')}
      </Status>
    )
  return (
    <Status tone="success" icon={<CircleCheck />}>
      {t('active')}
    </Status>
  )
}

/** One person: names, roles, when last here, and what can be done. */
export const UserRow = ({ user, own, onAction }: { user: User; own: boolean; onAction: (action: UserAction) => void }) => {
  const t = useTranslations('user')
  const grantText = useGrantText()
  const ownReason = own ? t('notOneself') : undefined
  return (
    <li data-user={user.id} className="border-b border-subtle px-3 py-2 last:border-b-0">
      <GridRow grid={rowGrid}>
        <div className="min-w-0">
          <p className="flex flex-wrap items-center gap-x-2 text-base font-semibold">
            <span data-raw translate="no" className="break-words">
              {user.name}
            </span>
            {own ? <Tag>{t('you')}</Tag> : null}
            {user.totp ? <Tag>{t('totp')}</Tag> : null}
          </p>
          <p data-raw translate="no" className="text-sm break-all text-secondary">
            {user.username === undefined ? user.email : `${user.username} · ${user.email}`}
          </p>
        </div>
        <GridCell label={t('roles')} className="text-sm @max-4xl:order-3 @max-4xl:col-span-2">
          <ul>
            {user.grants.map((grant) => (
              <li key={JSON.stringify(grant)} className="break-words">
                {grantText(grant)}
              </li>
            ))}
          </ul>
        </GridCell>
        <GridCell label={t('lastSignIn')} shown className="text-sm text-secondary @max-4xl:order-4">
          {user.lastSignInAt === undefined ? t('never') : <Time at={user.lastSignInAt} />}
        </GridCell>
        <GridCell label={t('stateColumn')} className="flex @max-4xl:order-5 @max-4xl:justify-self-end">
          <State user={user} />
        </GridCell>
        <span className="justify-self-end @max-4xl:order-2">
          <Menu
            label={t('actionsOf', { name: user.name })}
            icon={<Ellipsis />}
            iconOnly
            items={[
              { key: 'edit', label: t('edit'), onSelect: () => onAction('edit') },
              {
                key: 'link',
                label: t('link'),
                disabledReason: user.disabled ? t('isDisabled') : undefined,
                onSelect: () => onAction('link'),
              },
              ...(user.totp ? [{ key: 'totp', label: t('removeTotp'), onSelect: () => onAction('totp') }] : []),
              { key: 'signOut', label: t('signOut'), onSelect: () => onAction('signOut') },
              user.disabled
                ? { key: 'enable', label: t('enable'), separated: true, onSelect: () => onAction('enable') }
                : {
                    key: 'disable',
                    label: t('disable'),
                    danger: true,
                    separated: true,
                    disabledReason: ownReason,
                    onSelect: () => onAction('disable'),
                  },
            ]}
          />
        </span>
      </GridRow>
    </li>
  )
}
