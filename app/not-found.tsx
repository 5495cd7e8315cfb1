import type { Metadata } from 'next'
import { NotFoundPage } from '#components/shell/not-found-page.tsx'
import { serverTranslations } from '#lib/i18n/server.ts'
import { ShellFrame } from './shell-frame.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await serverTranslations('shell'))('notFoundTitle') })

const NotFound = () => (
  <ShellFrame>
    <NotFoundPage />
  </ShellFrame>
)
export default NotFound
