'use client'
import { Search, SearchX, UserPlus } from 'lucide-react'
import { parseAsString, useQueryState } from 'nuqs'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Forbidden, neededRole } from '#components/form/forbidden.tsx'
import { ListBody } from '#components/form/list-body.tsx'
import { ListCount } from '#components/form/list-count.tsx'
import { ShownOnceDialog } from '#components/form/shown-once-dialog.tsx'
import { ShownOnce } from '#components/form/shown-once.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { GridHeader } from '#components/ui/grid-list.tsx'
import { PageTop } from '#components/ui/page-top.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { Time } from '#components/ui/time.tsx'
import { useSettledWords } from '#lib/query/use-debounced.ts'
import { useList } from '#lib/query/use-list.ts'
import { useSession } from '#lib/query/use-session.ts'
import { userListQuery } from '#lib/query/user.ts'
import type { PasswordLink, User } from '#lib/schema/user.ts'
import { ConfirmAction } from './confirm-action.tsx'
import { UserDialog } from './user-dialog.tsx'
import { rowGrid, UserRow, type UserAction } from './user-row.tsx'

const columns = ['name', 'roles', 'lastSignIn', 'stateColumn'] as const

type Open = { is: 'add' } | { is: UserAction; user: User } | { is: 'shown'; user: User; link: PasswordLink }

const LinkDialog = ({ user, link, onDone }: { user: User; link: PasswordLink; onDone: () => void }) => {
  const t = useTranslations('user')
  return (
    <ShownOnceDialog title={t('linkTitle', { name: user.name })} onDone={onDone}>
      <p>{t('linkText')}</p>
      <ShownOnce label={t('linkLabel')} value={link.url} text={t('linkOnce')} />
      <p className="text-sm text-secondary">
        {t('linkUntil')} <Time at={link.expiresAt} mode="absolute" />
      </p>
    </ShownOnceDialog>
  )
}

/** Who may sign in, and with which roles. */
export const UsersScreen = () => {
  const t = useTranslations('user')
  const common = useTranslations('common')
  const form = useTranslations('form')
  const [typed, setTyped] = useQueryState('q', parseAsString.withDefault('').withOptions({ history: 'replace' }))
  const q = useSettledWords(typed.trim())
  const filter = q === '' ? {} : { q }
  const list = useList(userListQuery(filter))
  const session = useSession()
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const needed = neededRole(list.query.error)
  if (needed !== undefined) return <Forbidden needed={needed} own={session?.role} />
  const showLink = (user: User, link: PasswordLink | undefined) => setOpen(link === undefined ? undefined : { is: 'shown', user, link })
  return (
    <div className="px-4 pb-8 md:px-6">
      <PageTop
        title={t('title')}
        aside={<ListCount list={list} filter={filter} />}
        actions={
          <Button variant="primary" icon={<UserPlus />} onClick={() => setOpen({ is: 'add' })}>
            {t('add')}
          </Button>
        }
      >
        <p className="max-w-prose text-sm text-secondary">{t('intro')}</p>
      </PageTop>
      <search className="block pb-3">
        <TextField
          type="search"
          data-page-search
          label={t('search')}
          labelHidden
          placeholder={t('search')}
          icon={<Search />}
          className="w-full md:w-80"
          value={typed}
          onChange={(event) => void setTyped(event.target.value)}
        />
      </search>
      <div className="@container overflow-hidden rounded-lg border border-default bg-surface">
        <ListBody
          list={list}
          failed={t('loadFailed')}
          more={form('loadMore')}
          empty={
            <EmptyState
              icon={<SearchX />}
              title={t('noMatch')}
              action={<Button onClick={() => void setTyped('')}>{common('clearSearch')}</Button>}
            />
          }
        >
          {(users) => (
            <>
              <GridHeader grid={rowGrid} labels={columns.map((column) => t(column))} />
              <ul>
                {users.map((user) => (
                  <UserRow key={user.id} user={user} own={user.id === session?.id} onAction={(is) => setOpen({ is, user })} />
                ))}
              </ul>
            </>
          )}
        </ListBody>
      </div>
      {open?.is === 'add' ? <UserDialog onClose={close} onSaved={showLink} /> : null}
      {open?.is === 'edit' ? <UserDialog user={open.user} onClose={close} onSaved={close} /> : null}
      {open?.is === 'shown' ? <LinkDialog user={open.user} link={open.link} onDone={close} /> : null}
      {open === undefined || open.is === 'add' || open.is === 'edit' || open.is === 'shown' ? null : (
        <ConfirmAction user={open.user} action={open.is} onClose={close} onDone={(link) => showLink(open.user, link)} />
      )}
    </div>
  )
}
