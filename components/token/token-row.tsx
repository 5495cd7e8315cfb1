'use client'
import { CircleCheck, CircleSlash, Clock } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useGrantText } from '#components/form/grant-text.ts'
import { Button } from '#components/ui/button.tsx'
import { GridCell, GridRow } from '#components/ui/grid-list.tsx'
import { useNow } from '#components/ui/now.ts'
import { Status } from '#components/ui/status.tsx'
import { Time } from '#components/ui/time.tsx'
import type { Token } from '#lib/schema/token.ts'

export const rowGrid = 'gap-x-4 @4xl:grid-cols-[minmax(9rem,1.2fr)_minmax(9rem,1.2fr)_13.5rem_8rem_7rem_6rem]'

const State = ({ token }: { token: Token }) => {
  const t = useTranslations('token.state')
  const now = useNow(60_000)
  if (token.revokedAt !== undefined)
    return (
      <Status tone="neutral" icon={<CircleSlash />} form="badge">
        {t('revoked')}
      </Status>
    )
  if (Date.parse(token.expiresAt) <= now)
    return (
      <Status tone="neutral" icon={<Clock />} form="badge">
        {t('over')}
      </Status>
    )
  return (
    <Status tone="success" icon={<CircleCheck />}>
      {t('active')}
    </Status>
  )
}

/** One token: what it may do, until when, and when it was last used. */
export const TokenRow = ({ token, onRevoke }: { token: Token; onRevoke: () => void }) => {
  const t = useTranslations('token')
  const grantText = useGrantText()
  return (
    <li data-token={token.id} tabIndex={-1} className="border-b border-subtle px-3 py-2 -outline-offset-2! last:border-b-0">
      <GridRow grid={rowGrid}>
        <div className="min-w-0">
          <p data-raw translate="no" className="text-base font-semibold break-words">
            {token.name}
          </p>
          <p className="text-sm text-secondary">
            {t('madeBy', { name: token.createdByName ?? token.createdBy })} · <Time at={token.createdAt} />
          </p>
        </div>
        <GridCell label={t('grant')} className="text-sm break-words @max-4xl:order-3">
          {grantText(token.grant)}
        </GridCell>
        <GridCell label={t('until')} shown className="text-sm text-secondary @max-4xl:order-4 @max-4xl:col-span-2">
          <Time at={token.expiresAt} mode="absolute" />
        </GridCell>
        <GridCell label={t('lastUsed')} shown className="text-sm text-secondary @max-4xl:order-5">
          {token.lastUsedAt === undefined ? t('never') : <Time at={token.lastUsedAt} />}
        </GridCell>
        <GridCell label={t('stateColumn')} className="flex @max-4xl:order-2 @max-4xl:justify-self-end">
          <State token={token} />
        </GridCell>
        <span className="justify-self-end @max-4xl:order-6">
          {token.revokedAt === undefined ? (
            <Button size="sm" aria-label={t('revokeNamed', { name: token.name })} onClick={onRevoke}>
              {t('revoke')}
            </Button>
          ) : null}
        </span>
      </GridRow>
    </li>
  )
}
