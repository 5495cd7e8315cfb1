import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { withinFirstByte } from '#app/prefetch.ts'
import { requireActor } from '#app/session.ts'
import { searchQuestion } from '#components/eni/search-question.ts'
import { SearchScreen } from '#components/eni/search-screen.tsx'
import { OperationList } from '#components/operation/operation-list.tsx'
import { serverTranslations } from '#lib/i18n/server.ts'
import { makeQueryClient } from '#lib/query/client.ts'
import { searchQuery } from '#lib/query/search.ts'
import { search } from '#lib/server/enis/search.ts'
import { partsFor } from '#lib/server/parts-for.ts'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await serverTranslations('home'))('title') })

type PageProps = { searchParams: Promise<{ q?: string | string[] }> }

const HomePage = async ({ searchParams }: PageProps) => {
  const [actor, { q }] = await Promise.all([requireActor(), searchParams])
  const term = typeof q === 'string' ? searchQuestion(q) : ''
  const client = makeQueryClient()
  const parts = partsFor(actor)
  const { clouds, settings } = parts
  if (term !== '') await withinFirstByte([client.prefetchQuery({ ...searchQuery(term), queryFn: () => search(parts, term) })])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <SearchScreen
        regions={clouds.reduce((sum, cloud) => sum + cloud.regions.length, 0)}
        writesAllowed={settings.writesAllowed}
        operations={<OperationList limit={8} />}
      />
    </HydrationBoundary>
  )
}
export default HomePage
