'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { useProblemText } from '#components/form/use-problem-text.ts'
import { ListCount } from '#components/form/list-count.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Freshness } from '#components/ui/freshness.tsx'
import { PageTop } from '#components/ui/page-top.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { accountListQuery } from '#lib/query/account.ts'
import { serverTimeOf } from '#lib/query/server-clock.ts'
import { useRefresh } from '#lib/query/use-refresh.ts'
import { AccountCard } from './account-card.tsx'

/** Every configured account. They are configured where the server is run, so this page changes nothing. */
export const AccountsScreen = () => {
  const t = useTranslations('account')
  const common = useTranslations('common')
  const problemText = useProblemText()
  const query = useQuery(accountListQuery())
  const { refreshing, refresh } = useRefresh(() => query.refetch())
  const accounts = query.data?.items
  return (
    <div className="px-4 pb-8 md:px-6">
      <PageTop
        title={t('title')}
        aside={<ListCount list={{ total: accounts?.length, isOld: false }} />}
        meta={
          <Freshness
            observedAt={query.dataUpdatedAt === 0 ? undefined : serverTimeOf(query.dataUpdatedAt)}
            refreshing={refreshing}
            onRefresh={refresh}
          />
        }
      >
        <p className="max-w-prose text-sm text-secondary">{t('intro')}</p>
        <p className="max-w-prose text-sm text-secondary">{t('testHint')}</p>
      </PageTop>
      <div className="grid gap-3">
        {query.isError ? (
          <Banner
            tone="danger"
            title={t('failed')}
            actions={
              <Button size="sm" pending={refreshing} onClick={refresh}>
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
