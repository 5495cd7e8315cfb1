import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { withinFirstByte } from '#app/prefetch.ts'
import { requireActor } from '#app/session.ts'
import { listFilter, listParams, noParams } from '#components/operation/list-filter.ts'
import { OperationsScreen } from '#components/operation/operations-screen.tsx'
import { serverTranslations } from '#lib/i18n/server.ts'
import { makeQueryClient } from '#lib/query/client.ts'
import { operationPageRows, operationsQuery } from '#lib/query/operation.ts'
import { partsFor } from '#lib/server/parts-for.ts'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await serverTranslations('operation'))('heading') })

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** Every operation, the open ones on top. */
const OperationsPage = async ({ searchParams }: PageProps) => {
  const [actor, query] = await Promise.all([requireActor(), searchParams])
  const given = listParams.map((name) => [name, typeof query[name] === 'string' ? query[name] : ''])
  const filter = listFilter({ ...noParams, ...Object.fromEntries(given) }, actor.id)
  const client = makeQueryClient()
  const { open, ...rest } = filter
  await withinFirstByte([
    client.prefetchInfiniteQuery({
      ...operationsQuery(filter),
      queryFn: () => partsFor(actor).journal.list({ ...rest, ...(open ? { open: '1' } : {}), limit: operationPageRows }),
    }),
  ])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <OperationsScreen />
    </HydrationBoundary>
  )
}
export default OperationsPage
