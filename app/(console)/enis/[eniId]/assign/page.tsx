import type { Metadata } from 'next'
import { requireActor } from '#app/session.ts'
import { serverTranslations } from '#lib/i18n/server.ts'
import { partsFor } from '#lib/server/parts-for.ts'
import { AssignRoute } from './assign-route.tsx'

type PageProps = { params: Promise<{ eniId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

export const generateMetadata = async ({ params }: Pick<PageProps, 'params'>): Promise<Metadata> => {
  const t = await serverTranslations('assign')
  return { title: t('title', { name: decodeURIComponent((await params).eniId) }) }
}

/** The assign form over the page of its ENI: a sheet with an address of its own. */
const AssignPage = async ({ params, searchParams }: PageProps) => {
  const { settings, journal } = partsFor(await requireActor())
  const eniId = decodeURIComponent((await params).eniId)
  const { mode, ips, undoes } = await searchParams
  const named = typeof ips === 'string' ? ips.split(',').filter(Boolean) : []
  // Only a warning rests on it: a link that names no release that can be read opens the form as any other.
  const release = typeof undoes === 'string' ? await journal.get(undoes).catch(() => undefined) : undefined
  return (
    <AssignRoute
      eniId={eniId}
      mode={mode === 'count' ? 'count' : 'explicit'}
      ips={named}
      undoes={release?.eniId === eniId ? release : undefined}
      writesAllowed={settings.writesAllowed}
    />
  )
}
export default AssignPage
