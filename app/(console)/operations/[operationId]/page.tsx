import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { withinFirstByte } from '#app/prefetch.ts'
import { OperationView } from '#components/operation/operation-view.tsx'
import { serverTranslations } from '#lib/i18n/server.ts'
import { makeQueryClient } from '#lib/query/client.ts'
import { operationQuery } from '#lib/query/operation.ts'
import { parts } from '#lib/server/parts.ts'

type PageProps = { params: Promise<{ operationId: string }> }

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await serverTranslations('operation'))('heading') })

/** One operation, from the journal: the same after a reload and after a restart. */
const OperationPage = async ({ params }: PageProps) => {
  const operationId = decodeURIComponent((await params).operationId)
  const client = makeQueryClient()
  await withinFirstByte([client.prefetchQuery({ ...operationQuery(operationId), queryFn: () => parts().journal.get(operationId), retry: false })])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <div className="px-4 py-4 md:px-6">
        <OperationView operationId={operationId} />
      </div>
    </HydrationBoundary>
  )
}
export default OperationPage
