'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Search, SearchX, UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Forbidden, neededRole } from '#components/form/forbidden.tsx'
import { ListWaiting } from '#components/form/list-waiting.tsx'
import { LoadMore } from '#components/form/load-more.tsx'
import { ShownOnceDialog } from '#components/form/shown-once-dialog.tsx'
import { ShownOnce } from '#components/form/shown-once.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { Time } from '#components/ui/time.tsx'
import { useDebounced } from '#lib/query/use-debounced.ts'
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
  const [typed, setTyped] = useState('')
  const q = useDebounced(typed.trim(), 250)
  const query = useInfiniteQuery(userListQuery(q === '' ? {} : { q }))
  const session = useSession()
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const needed = neededRole(query.error)
  if (needed !== undefined) return <Forbidden needed={needed} own={session?.role} />
  const total = query.data?.pages[0]?.total
  const users = query.data?.pages.flatMap(({ items }) => items)
  const showLink = (user: User, link: PasswordLink | undefined) => setOpen(link === undefined ? undefined : { is: 'shown', user, link })
  return (
    <div className="px-4 pb-8 md:px-6">
      <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 pt-4 pb-1">
        <h1 className="text-xl font-semibold">
          {t('title')} {total === undefined ? null : <span className="num font-normal text-tertiary">{total}</span>}
        </h1>
        <Button variant="primary" icon={<UserPlus />} onClick={() => setOpen({ is: 'add' })}>
          {t('add')}
        </Button>
      </header>
      <p className="max-w-prose pb-3 text-sm text-secondary">{t('intro')}</p>
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
          onChange={(event) => setTyped(event.target.value)}
        />
      </search>
      <div className="@container overflow-hidden rounded-lg border border-default bg-surface">
        <div
          aria-hidden
          className={`hidden h-9 items-center gap-x-4 border-b border-default bg-subtle px-3 text-sm font-semibold text-secondary @4xl:grid ${rowGrid}`}
        >
          {columns.map((column) => (
            <span key={column}>{t(column)}</span>
          ))}
        </div>
        {users === undefined ? <ListWaiting query={query} title={t('loadFailed')} /> : null}
        {users?.length === 0 ? <EmptyState icon={<SearchX />} title={t('noMatch')} /> : null}
        <ul>
          {users?.map((user) => (
            <UserRow key={user.id} user={user} own={user.id === session?.id} onAction={(is) => setOpen({ is, user })} />
          ))}
        </ul>
        <LoadMore query={query} failed={t('loadFailed')} />
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
