import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { withinFirstByte } from '#app/prefetch.ts'
import { requireActor } from '#app/session.ts'
import { auditFilter, auditParams, noParams } from '#components/audit/audit-filter.ts'
import { AuditScreen } from '#components/audit/audit-screen.tsx'
import { serverTranslations } from '#lib/i18n/server.ts'
import { auditPageRows, auditQuery } from '#lib/query/audit.ts'
import { makeQueryClient } from '#lib/query/client.ts'
import { auditReaderOf, listAudit } from '#lib/server/audit/list.ts'
import { partsFor } from '#lib/server/parts-for.ts'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await serverTranslations('audit'))('heading') })

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** Who did what, newest first. */
const AuditPage = async ({ searchParams }: PageProps) => {
  const [actor, query] = await Promise.all([requireActor(), searchParams])
  const given = auditParams.map((name) => [name, typeof query[name] === 'string' ? query[name] : ''])
  const filter = auditFilter({ ...noParams, ...Object.fromEntries(given) })
  const client = makeQueryClient()
  const { db, clock } = partsFor(actor)
  await withinFirstByte([
    client.prefetchInfiniteQuery({
      ...auditQuery(filter),
      queryFn: () => listAudit(db, auditReaderOf(actor), { ...filter, limit: auditPageRows }, clock.now()),
    }),
  ])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <AuditScreen />
    </HydrationBoundary>
  )
}
export default AuditPage
