'use client'
import { useRouter, useSearchParams } from 'next/navigation'
import { AssignSheet } from '#components/assign/assign-sheet.tsx'
import type { AssignMode } from '#components/assign/form-model.ts'
import { paths } from '#lib/paths.ts'

/** Joins the sheet to its URL: the mode is in it, closing and accepting go back to the ENI. */
export const AssignRoute = ({ eniId, mode, writesAllowed }: { eniId: string; mode: AssignMode; writesAllowed: boolean }) => {
  const router = useRouter()
  const search = useSearchParams()
  const scope = { account: search.get('account') ?? undefined, region: search.get('region') ?? undefined }
  const toEni = () => router.replace(paths.eni(eniId, scope), { scroll: false })
  return (
    <AssignSheet
      eniId={eniId}
      scope={scope}
      mode={mode}
      writesAllowed={writesAllowed}
      // The framework follows the native call, and nothing is fetched for a change that only the form shows.
      onMode={(next) => window.history.replaceState(null, '', paths.assign(eniId, { ...scope, mode: next }))}
      onClose={toEni}
      onAccepted={toEni}
      onLeave={(href) => router.push(href)}
    />
  )
}
