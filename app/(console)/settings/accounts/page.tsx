import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { withinFirstByte } from '#app/prefetch.ts'
import { requireActor } from '#app/session.ts'
import { AccountsScreen } from '#components/account/accounts-screen.tsx'
import { serverTranslations } from '#lib/i18n/server.ts'
import { accountListQuery } from '#lib/query/account.ts'
import { makeQueryClient } from '#lib/query/client.ts'
import { listAccounts } from '#lib/server/accounts/list-accounts.ts'
import { partsFor } from '#lib/server/parts-for.ts'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await serverTranslations('account'))('title') })

/** The configured accounts and a test of each. */
const AccountsPage = async () => {
  const reach = partsFor(await requireActor())
  const client = makeQueryClient()
  await withinFirstByte([client.prefetchQuery({ ...accountListQuery(), queryFn: () => ({ items: listAccounts(reach).items }) })])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <AccountsScreen />
    </HydrationBoundary>
  )
}
export default AccountsPage
