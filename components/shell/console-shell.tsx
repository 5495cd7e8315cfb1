'use client'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { openOperationCount } from '#lib/query/operation.ts'
import { Shell } from './shell.tsx'
import { useAccountPreferences } from './use-account-preferences.ts'

/** The shell with its live number: how many operations are open. A failed count shows no number rather than a wrong one. */
export const ConsoleShell = ({ demo, version, children }: { demo: boolean; version: string; children: ReactNode }) => {
  const { data } = useQuery(openOperationCount())
  useAccountPreferences()
  return (
    <Shell demo={demo} version={version} openOperations={data}>
      {children}
    </Shell>
  )
}
