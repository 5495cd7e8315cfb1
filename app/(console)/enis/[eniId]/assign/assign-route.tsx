'use client'
import { useRouter, useSearchParams } from 'next/navigation'
import { AssignSheet } from '#components/assign/assign-sheet.tsx'
import type { AssignMode } from '#components/assign/form-model.ts'
import { focusOperation } from '#components/operation/focus-operation.ts'
import { startWasSaid } from '#components/operation/use-operation-watch.ts'
import { pageBehind } from '#components/ui/history-entry.ts'
import { paths } from '#lib/paths.ts'

/** Joins the sheet to its URL: the mode is in it, closing goes back to where it was opened, accepting to the ENI. */
export const AssignRoute = ({ eniId, mode, writesAllowed }: { eniId: string; mode: AssignMode; writesAllowed: boolean }) => {
  const router = useRouter()
  const search = useSearchParams()
  const scope = { account: search.get('account') ?? undefined, region: search.get('region') ?? undefined }
  const toEni = () => router.replace(paths.eni(eniId, scope), { scroll: false })
  // The list keeps its filter, scroll and focus. A form that was not opened from a page of ours has its ENI under it.
  const close = () => (pageBehind() === undefined ? toEni() : router.back())
  return (
    <AssignSheet
      eniId={eniId}
      scope={scope}
      mode={mode}
      writesAllowed={writesAllowed}
      // The framework follows the native call, and nothing is fetched for a change that only the form shows.
      onMode={(next) => window.history.replaceState(null, '', paths.assign(eniId, { ...scope, mode: next }))}
      onClose={close}
      onAccepted={({ id }) => {
        startWasSaid(id)
        toEni()
        focusOperation(id)
      }}
      onLeave={(href) => router.push(href)}
    />
  )
}
