import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { cache } from 'react'
import { withinFirstByte } from '#app/prefetch.ts'
import { requireActor } from '#app/session.ts'
import { operationTitle } from '#components/operation/operation-title.ts'
import { OperationView } from '#components/operation/operation-view.tsx'
import { serverTranslations } from '#lib/i18n/server.ts'
import { makeQueryClient } from '#lib/query/client.ts'
import { eniDetailQuery } from '#lib/query/eni.ts'
import { operationQuery } from '#lib/query/operation.ts'
import { getEni } from '#lib/server/enis/get-eni.ts'
import { partsFor } from '#lib/server/parts-for.ts'

/** Once per request, for the title and the page. */
const read = cache(async (operationId: string) => partsFor(await requireActor()).journal.get(operationId))

type PageProps = { params: Promise<{ operationId: string }> }

/** The same title that the page then keeps up to date. */
export const generateMetadata = async ({ params }: PageProps): Promise<Metadata> => {
  const [{ operationId }, t, status] = await Promise.all([params, serverTranslations('operation'), serverTranslations('status')])
  const operation = await read(decodeURIComponent(operationId)).catch(() => undefined)
  return { title: operation ? operationTitle(operation, t, status) : t('heading') }
}

/** What is left to do in the instance names the interface's MAC and prefix. */
const prefetchEni = async (client: QueryClient, operationId: string): Promise<void> => {
  const { eniId, account, region } = await read(operationId)
  const scope = { account, region }
  const reach = partsFor(await requireActor())
  await client.prefetchQuery({ ...eniDetailQuery(eniId, scope), queryFn: () => getEni(reach, eniId, scope), retry: false })
}

/** One operation, from the journal: the same after a reload and after a restart. */
const OperationPage = async ({ params }: PageProps) => {
  const actor = await requireActor()
  const operationId = decodeURIComponent((await params).operationId)
  const client = makeQueryClient()
  await withinFirstByte([
    client.prefetchQuery({ ...operationQuery(operationId), queryFn: () => read(operationId), retry: false }),
    prefetchEni(client, operationId),
  ])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <div className="px-4 py-4 md:px-6">
        <OperationView operationId={operationId} writesAllowed={partsFor(actor).settings.writesAllowed} />
      </div>
    </HydrationBoundary>
  )
}
export default OperationPage
