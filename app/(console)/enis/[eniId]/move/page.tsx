import type { Metadata } from 'next'
import { namedAddresses } from '#app/named-addresses.ts'
import { requireActor } from '#app/session.ts'
import { serverTranslations } from '#lib/i18n/server.ts'
import { partsFor } from '#lib/server/parts-for.ts'
import { MoveRoute } from './move-route.tsx'

type PageProps = { params: Promise<{ eniId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await serverTranslations('change'))('move.titlePlain') })

/** The question over the page of its ENI, with an address of its own: `?ip=` names what it is about. */
const MovePage = async ({ params, searchParams }: PageProps) => {
  const { settings } = partsFor(await requireActor())
  const eniId = decodeURIComponent((await params).eniId)
  const [ip] = namedAddresses(eniId, await searchParams, 'ip')
  return <MoveRoute eniId={eniId} ip={ip} writesAllowed={settings.writesAllowed} />
}
export default MovePage
