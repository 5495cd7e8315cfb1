import type { Metadata } from 'next'
import { requireActor } from '#app/session.ts'
import { Forbidden } from '#components/form/forbidden.tsx'
import { serverTranslations } from '#lib/i18n/server.ts'
import { roleNeeded } from '#lib/schema/role.ts'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await serverTranslations('role'))('forbiddenTitle') })

/** Pages ask for what every role may, or for this: so the role that is missing is known. */
const needed = roleNeeded('manage') ?? 'admin'

/** In the place of the page, within the shell. */
const ForbiddenPage = async () => <Forbidden needed={needed} own={(await requireActor()).role} />
export default ForbiddenPage
