import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { ConsoleShell } from '#components/shell/console-shell.tsx'
import { SessionEnded } from '#components/sign-in/session-ended.tsx'
import { parts } from '#lib/server/parts.ts'
import packageJson from '#package.json' with { type: 'json' }

/** The shell with what only the server knows. The parts exist at a request, not during a build. */
export const ShellFrame = async ({ children }: { children: ReactNode }) => {
  await connection()
  return (
    <ConsoleShell demo={parts().settings.demo} version={packageJson.version}>
      <SessionEnded />
      {children}
    </ConsoleShell>
  )
}
