import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { requireActor } from '#app/session.ts'
import { ConsoleShell } from '#components/shell/console-shell.tsx'
import { SessionEnded } from '#components/sign-in/session-ended.tsx'
import { accountListQuery } from '#lib/query/account.ts'
import { makeQueryClient } from '#lib/query/client.ts'
import { preferencesQuery } from '#lib/query/preferences.ts'
import { sessionQuery } from '#lib/query/session.ts'
import { listAccounts } from '#lib/server/accounts/list-accounts.ts'
import { auth } from '#lib/server/auth/current.ts'
import { parts } from '#lib/server/parts.ts'
import { partsFor } from '#lib/server/parts-for.ts'
import { readPreferences } from '#lib/server/preferences/preferences.ts'
import packageJson from '#package.json' with { type: 'json' }

/** The shell with what only the server knows. The parts exist at a request, not during a build. */
const ConsoleLayout = async ({ children }: { children: ReactNode }) => {
  await connection()
  const actor = await requireActor()
  const client = makeQueryClient()
  const known = await (await auth()).describe(actor)
  client.setQueryData(sessionQuery().queryKey, known)
  // Read from memory. What comes with several accounts, or with a silent region, would push the page when it comes later.
  client.setQueryData(accountListQuery().queryKey, { items: listAccounts(partsFor(actor)).items })
  client.setQueryData(preferencesQuery().queryKey, await readPreferences(parts().db, actor.id))
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ConsoleShell demo={parts().settings.demo} version={packageJson.version}>
        <SessionEnded />
        {children}
      </ConsoleShell>
    </HydrationBoundary>
  )
}
export default ConsoleLayout
