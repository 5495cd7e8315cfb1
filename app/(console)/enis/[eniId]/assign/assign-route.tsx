'use client'
import { useRouter } from 'next/navigation'
import { useChangeRoute } from '#app/use-change-route.ts'
import { AssignSheet, type AssignSheetProps } from '#components/assign/assign-sheet.tsx'
import { paths } from '#lib/paths.ts'

type AssignRouteProps = { eniId: string } & Pick<AssignSheetProps, 'mode' | 'ips' | 'undoes' | 'writesAllowed'>

/** Joins the sheet to its URL: the mode is in it, and the addresses it was opened for. */
export const AssignRoute = ({ eniId, mode, ips, undoes, writesAllowed }: AssignRouteProps) => {
  const router = useRouter()
  const change = useChangeRoute(eniId)
  return (
    <AssignSheet
      {...change}
      mode={mode}
      ips={ips}
      undoes={undoes}
      writesAllowed={writesAllowed}
      // The framework follows the native call, and nothing is fetched for a change that only the form shows.
      onMode={(next) => window.history.replaceState(null, '', paths.assign(eniId, { ...change.scope, mode: next, undoes: undoes?.id }))}
      onLeave={(href) => router.push(href)}
    />
  )
}
