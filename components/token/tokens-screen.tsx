'use client'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { KeyRound, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { FormFailure } from '#components/form/failure-box.tsx'
import { Forbidden, neededRole } from '#components/form/forbidden.tsx'
import { FormDialog } from '#components/form/form-dialog.tsx'
import { ListWaiting } from '#components/form/list-waiting.tsx'
import { LoadMore } from '#components/form/load-more.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { revokeToken, tokenListQuery } from '#lib/query/token.ts'
import { useSession } from '#lib/query/use-session.ts'
import type { Token } from '#lib/schema/token.ts'
import { NewTokenDialog } from './new-token-dialog.tsx'
import { rowGrid, TokenRow } from './token-row.tsx'

const columns = ['name', 'grant', 'until', 'lastUsed', 'stateColumn'] as const

const Revoke = ({ token, onClose }: { token: Token; onClose: () => void }) => {
  const t = useTranslations('token')
  const client = useQueryClient()
  const revoke = useMutation({
    mutationFn: () => revokeToken(token.id),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['token'] })
      onClose()
    },
  })
  return (
    <FormDialog
      title={t('revokeTitle', { name: token.name })}
      submitLabel={t('revokeConfirm')}
      danger
      pending={revoke.isPending}
      error={revoke.error}
      onSubmit={revoke.mutate}
      onClose={onClose}
    >
      <FormFailure error={revoke.error} title={t('failed')} />
      <p>{t('revokeText')}</p>
    </FormDialog>
  )
}

/** What programs sign in with. */
export const TokensScreen = () => {
  const t = useTranslations('token')
  const query = useInfiniteQuery(tokenListQuery())
  const session = useSession()
  const [adding, setAdding] = useState(false)
  const [revoking, setRevoking] = useState<Token>()
  const needed = neededRole(query.error)
  if (needed !== undefined) return <Forbidden needed={needed} own={session?.role} />
  const total = query.data?.pages[0]?.total
  const tokens = query.data?.pages.flatMap(({ items }) => items)
  return (
    <div className="px-4 pb-8 md:px-6">
      <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 pt-4 pb-1">
        <h1 className="text-xl font-semibold">
          {t('title')} {total === undefined ? null : <span className="num font-normal text-tertiary">{total}</span>}
        </h1>
        <Button variant="primary" icon={<Plus />} onClick={() => setAdding(true)}>
          {t('add')}
        </Button>
      </header>
      <p className="max-w-prose pb-3 text-sm text-secondary">{t('intro')}</p>
      <div className="@container overflow-hidden rounded-lg border border-default bg-surface">
        {tokens !== undefined && tokens.length > 0 ? (
          <div
            aria-hidden
            className={`hidden h-9 items-center gap-x-4 border-b border-default bg-subtle px-3 text-sm font-semibold text-secondary @4xl:grid ${rowGrid}`}
          >
            {columns.map((column) => (
              <span key={column}>{t(column)}</span>
            ))}
          </div>
        ) : null}
        {tokens === undefined ? <ListWaiting query={query} title={t('loadFailed')} /> : null}
        {tokens?.length === 0 ? <EmptyState icon={<KeyRound />} title={t('emptyTitle')} text={t('emptyText')} /> : null}
        <ul>
          {tokens?.map((token) => (
            <TokenRow key={token.id} token={token} onRevoke={() => setRevoking(token)} />
          ))}
        </ul>
        <LoadMore query={query} failed={t('loadFailed')} />
      </div>
      {adding ? <NewTokenDialog onClose={() => setAdding(false)} /> : null}
      {revoking === undefined ? null : <Revoke token={revoking} onClose={() => setRevoking(undefined)} />}
    </div>
  )
}
