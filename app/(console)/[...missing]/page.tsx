import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireActor } from '#app/session.ts'
import { serverTranslations } from '#lib/i18n/server.ts'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await serverTranslations('shell'))('notFoundTitle') })

/**
 * Every address that no other page has. A not-found page beside the root layout would do as well, but with each page the browser would
 * load its script too, which is that of the whole shell once more.
 */
const MissingPage = async () => {
  await requireActor()
  notFound()
}
export default MissingPage
