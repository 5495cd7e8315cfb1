'use client'
import { ReleaseDialog } from '#components/change/release-dialog.tsx'
import { useChangeRoute } from '#app/use-change-route.ts'

type ReleaseRouteProps = { eniId: string; ips: readonly string[]; writesAllowed: boolean }

/** Joins the dialog to its URL. */
export const ReleaseRoute = ({ eniId, ips, writesAllowed }: ReleaseRouteProps) => (
  <ReleaseDialog {...useChangeRoute(eniId)} ips={ips} writesAllowed={writesAllowed} />
)
