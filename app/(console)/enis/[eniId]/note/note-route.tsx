'use client'
import { useChangeRoute } from '#app/use-change-route.ts'
import { NoteDialog } from '#components/change/note-dialog.tsx'

type NoteRouteProps = { eniId: string; ip: string; writesAllowed: boolean }

/** Joins the dialog to its URL. */
export const NoteRoute = ({ eniId, ip, writesAllowed }: NoteRouteProps) => (
  <NoteDialog {...useChangeRoute(eniId)} ip={ip} writesAllowed={writesAllowed} />
)
