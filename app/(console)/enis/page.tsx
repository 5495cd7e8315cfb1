import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { requireActor } from '#app/session.ts'
import { VpcPicker } from '#components/vpc/vpc-picker.tsx'
import { requestPreferences, serverTranslations } from '#lib/i18n/server.ts'
import { paths } from '#lib/paths.ts'
import { parseVpcChoice, vpcChoiceCookie } from '#lib/query/vpc-choice.ts'
import { partsFor } from '#lib/server/parts-for.ts'
import { EnisList } from './enis-list.tsx'
import { prefetchEnis } from './prefetch-enis.ts'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await serverTranslations('eni'))('title') })

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** The ENIs of a VPC, a region or everything. Without a word in the URL it opens where this browser looked last. */
const EnisPage = async ({ searchParams }: PageProps) => {
  const [actor, query] = await Promise.all([requireActor(), searchParams])
  const remembered = parseVpcChoice((await cookies()).get(vpcChoiceCookie)?.value ?? '')
  if (Object.keys(query).length === 0 && Object.values(remembered).some((part) => part !== '')) redirect(paths.enis(remembered))
  const [client, { tables }] = await Promise.all([prefetchEnis(actor, query), requestPreferences()])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <EnisList picker={<VpcPicker />} writesAllowed={partsFor(actor).settings.writesAllowed} tables={tables} />
    </HydrationBoundary>
  )
}
export default EnisPage
