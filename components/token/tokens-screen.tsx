'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { KeyRound, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { FormFailure } from '#components/form/failure-box.tsx'
import { Forbidden, neededRole } from '#components/form/forbidden.tsx'
import { FormDialog } from '#components/form/form-dialog.tsx'
import { ListBody } from '#components/form/list-body.tsx'
import { ListCount } from '#components/form/list-count.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { focusAfterDialog } from '#components/ui/focus-after-dialog.ts'
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
  const client = useQueryClient()
  const revoke = useMutation({
    mutationFn: () => revokeToken(token.id),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['token'] })
      onClose()
      // Its row, once that has no button any more which could have the focus back.
      focusAfterDialog(`[data-token="${CSS.escape(token.id)}"]:not(:has(button))`)
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
