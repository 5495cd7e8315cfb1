'use client'
import { useChangeRoute } from '#app/use-change-route.ts'
import { MoveDialog } from '#components/change/move-dialog.tsx'

type MoveRouteProps = { eniId: string; ip: string; writesAllowed: boolean }

/** Joins the dialog to its URL. */
export const MoveRoute = ({ eniId, ip, writesAllowed }: MoveRouteProps) => (
  <MoveDialog {...useChangeRoute(eniId)} ip={ip} writesAllowed={writesAllowed} />
)
