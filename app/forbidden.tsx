import type { Metadata } from 'next'
import { Forbidden } from '#components/form/forbidden.tsx'
import { serverTranslations } from '#lib/i18n/server.ts'
import { roleNeeded } from '#lib/schema/role.ts'
import { requireActor } from './session.ts'
import { ShellFrame } from './shell-frame.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await serverTranslations('role'))('forbiddenTitle') })

/** Pages ask for what every role may, or for this: so the role that is missing is known. */
const needed = roleNeeded('manage') ?? 'admin'

const ForbiddenPage = async () => (
  <ShellFrame>
    <Forbidden needed={needed} own={(await requireActor()).role} />
  </ShellFrame>
)
export default ForbiddenPage
