'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { KeyRound, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Forbidden, neededRole } from '#components/form/forbidden.tsx'
import { ListBody } from '#components/form/list-body.tsx'
import { ListCount } from '#components/form/list-count.tsx'
import { ProblemReport } from '#components/form/problem-report.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { GridHeader } from '#components/ui/grid-list.tsx'
import { PageTop } from '#components/ui/page-top.tsx'
import { revokeToken, tokenListQuery } from '#lib/query/token.ts'
import { useList } from '#lib/query/use-list.ts'
import { useSession } from '#lib/query/use-session.ts'
import type { Token } from '#lib/schema/token.ts'
import { NewTokenDialog } from './new-token-dialog.tsx'
import { rowGrid, TokenRow } from './token-row.tsx'

const columns = ['name', 'grant', 'until', 'lastUsed', 'stateColumn'] as const

const Revoke = ({ token, onClose }: { token: Token; onClose: () => void }) => {
  const t = useTranslations('token')
  const common = useTranslations('common')
  const client = useQueryClient()
  const revoke = useMutation({
    mutationFn: () => revokeToken(token.id),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['token'] })
      onClose()
    },
  })
  return (
    <Dialog
      title={t('revokeTitle', { name: token.name })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button variant="danger" pending={revoke.isPending} onClick={() => !revoke.isPending && revoke.mutate()}>
            {t('revokeConfirm')}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        {revoke.isError ? (
          <Banner tone="danger" title={t('failed')}>
            <ProblemReport error={revoke.error} />
          </Banner>
        ) : null}
        <p>{t('revokeText')}</p>
      </div>
    </Dialog>
  )
}

/** What programs sign in with. */
export const TokensScreen = () => {
  const t = useTranslations('token')
  const form = useTranslations('form')
  const list = useList(tokenListQuery())
  const session = useSession()
  const [adding, setAdding] = useState(false)
  const [revoking, setRevoking] = useState<Token>()
  const needed = neededRole(list.query.error)
  if (needed !== undefined) return <Forbidden needed={needed} own={session?.role} />
  return (
    <div className="px-4 pb-8 md:px-6">
      <PageTop
        title={t('title')}
        aside={<ListCount list={list} />}
        actions={
          <Button variant="primary" icon={<Plus />} onClick={() => setAdding(true)}>
            {t('add')}
          </Button>
        }
      >
        <p className="max-w-prose text-sm text-secondary">{t('intro')}</p>
      </PageTop>
      <div className="@container overflow-hidden rounded-lg border border-default bg-surface">
        <ListBody
          list={list}
          failed={t('loadFailed')}
          more={form('loadMore')}
          empty={<EmptyState icon={<KeyRound />} title={t('emptyTitle')} text={t('emptyText')} />}
        >
          {(tokens) => (
            <>
              <GridHeader grid={rowGrid} labels={columns.map((column) => t(column))} />
              <ul>
                {tokens.map((token) => (
                  <TokenRow key={token.id} token={token} onRevoke={() => setRevoking(token)} />
                ))}
              </ul>
            </>
          )}
        </ListBody>
      </div>
      {adding ? <NewTokenDialog onClose={() => setAdding(false)} /> : null}
      {revoking === undefined ? null : <Revoke token={revoking} onClose={() => setRevoking(undefined)} />}
    </div>
  )
}
