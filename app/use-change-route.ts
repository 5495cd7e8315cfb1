'use client'
import { useRouter, useSearchParams } from 'next/navigation'
import { focusOperation } from '#components/operation/focus-operation.ts'
import { startWasSaid } from '#components/operation/use-operation-watch.ts'
import { pageBehind } from '#components/ui/history-entry.ts'
import { paths } from '#lib/paths.ts'
import type { Operation } from '#lib/schema/operation.ts'

/** Joins a dialog about addresses to its URL: closing goes back to where it was opened, accepting to the interface. */
export function useChangeRoute(eniId: string) {
  const router = useRouter()
  const search = useSearchParams()
  const scope = { account: search.get('account') ?? undefined, region: search.get('region') ?? undefined }
  const toEni = () => router.replace(paths.eni(eniId, scope), { scroll: false })
  return {
    eniId,
    scope,
    onClose: () => (pageBehind() === undefined ? toEni() : router.back()),
    onAccepted: ({ id }: Operation) => {
      startWasSaid(id)
      toEni()
      focusOperation(id)
    },
  }
}
