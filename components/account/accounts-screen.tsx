'use client'
import { useQuery } from '@tanstack/react-query'
import { RefreshCw } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useProblemText } from '#components/form/use-problem-text.ts'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { accountListQuery } from '#lib/query/account.ts'
import { AccountCard } from './account-card.tsx'

/** Every configured account. They are configured where the server is run, so this page changes nothing. */
export const AccountsScreen = () => {
  const t = useTranslations('account')
  const common = useTranslations('common')
  const problemText = useProblemText()
  const query = useQuery(accountListQuery())
  const accounts = query.data?.items
  return (
    <div className="px-4 pb-8 md:px-6">
      <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 pt-4">
        <h1 className="text-xl font-semibold">
          {t('title')} {accounts === undefined ? null : <span className="num font-normal text-tertiary">{accounts.length}</span>}
        </h1>
        <IconButton icon={<RefreshCw />} label={common('refresh')} pending={query.isRefetching} onClick={() => void query.refetch()} />
      </header>
      <p className="max-w-prose pb-1 text-sm text-secondary">{t('intro')}</p>
      <p className="max-w-prose pb-3 text-sm text-secondary">{t('testHint')}</p>
      <div className="grid gap-3">
        {query.isError ? (
          <Banner
            tone="danger"
            title={t('failed')}
            actions={
              <Button size="sm" onClick={() => void query.refetch()}>
                {common('retry')}
              </Button>
            }
          >
            {problemText(query.error)}
          </Banner>
        ) : null}
        {query.isPending ? (
          <div aria-busy className="rounded-lg border border-default bg-surface p-3">
            <span className="sr-only">{t('loading')}</span>
            <Skeleton className="h-6 w-40" />
            <Skeleton className="mt-3 h-5 w-2/3" />
            <Skeleton className="mt-2 h-5 w-1/2" />
          </div>
        ) : null}
        {accounts?.map((account) => (
          <AccountCard key={account.name} account={account} />
        ))}
      </div>
    </div>
  )
}
