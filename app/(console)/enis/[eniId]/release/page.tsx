import type { Metadata } from 'next'
import { namedAddresses } from '#app/named-addresses.ts'
import { requireActor } from '#app/session.ts'
import { serverTranslations } from '#lib/i18n/server.ts'
import { partsFor } from '#lib/server/parts-for.ts'
import { ReleaseRoute } from './release-route.tsx'

type PageProps = { params: Promise<{ eniId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await serverTranslations('change'))('release.titlePlain') })

/** The question over the page of its ENI, with an address of its own: `?ips=` names what is to be released. */
const ReleasePage = async ({ params, searchParams }: PageProps) => {
  const { settings } = partsFor(await requireActor())
  const eniId = decodeURIComponent((await params).eniId)
  const ips = namedAddresses(eniId, await searchParams, 'ips')
  return <ReleaseRoute eniId={eniId} ips={ips} writesAllowed={settings.writesAllowed} />
}
export default ReleasePage
