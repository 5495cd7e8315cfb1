import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { withinFirstByte } from '#app/prefetch.ts'
import { requireActor } from '#app/session.ts'
import { EniDetailScreen } from '#components/eni/eni-detail-screen.tsx'
import { OperationList } from '#components/operation/operation-list.tsx'
import { makeQueryClient } from '#lib/query/client.ts'
import { eniDetailQuery } from '#lib/query/eni.ts'
import { operationsQuery } from '#lib/query/operation.ts'
import { getEni } from '#lib/server/enis/get-eni.ts'
import { partsFor } from '#lib/server/parts-for.ts'

const operationRows = 8

type LayoutProps = { params: Promise<{ eniId: string }>; children: ReactNode }

export const generateMetadata = async ({ params }: Pick<LayoutProps, 'params'>): Promise<Metadata> => ({
  title: decodeURIComponent((await params).eniId),
})

/** The page of an ENI stays while a panel opens over it (`children`): its focus, scroll and polling too. */
const EniLayout = async ({ params, children }: LayoutProps) => {
  const actor = await requireActor()
  const eniId = decodeURIComponent((await params).eniId)
  const { settings, ...reach } = partsFor(actor)
  const operations = { eni: eniId, limit: operationRows }
  const client = makeQueryClient()
  // A layout does not see the query: read by the id alone, which is ambiguous only where two accounts share one.
  await withinFirstByte([
    client.prefetchQuery({ ...eniDetailQuery(eniId), queryFn: () => getEni(reach, eniId, {}) }),
    // On a phone they stand above the properties: coming later, they would push these about.
    client.prefetchInfiniteQuery({ ...operationsQuery(operations), queryFn: () => reach.journal.list(operations) }),
  ])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <EniDetailScreen
        eniId={eniId}
        writesAllowed={settings.writesAllowed}
        operations={<OperationList eniId={eniId} limit={operationRows} />}
      />
      {children}
    </HydrationBoundary>
  )
}
export default EniLayout
