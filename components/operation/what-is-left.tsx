import type { Operation } from '#lib/schema/operation.ts'
import { AssignAgain } from './assign-again.tsx'
import { ConfigureGuest } from './configure-guest.tsx'
import { arrived } from './operation-shape.ts'

/** What a person may still have to do, or want to, after an operation has ended. */
export const WhatIsLeft = ({ operation, writesAllowed }: { operation: Operation; writesAllowed: boolean }) => {
  const { kind, eniId, toEniId, account, region, endedAt } = operation
  const ips = arrived(operation)
  const scope = { account, region, endedAt }
  if (ips.length === 0 || kind === 'note') return null
  if (kind === 'assign') return <ConfigureGuest to="add" heading="title" ips={ips} eniId={eniId} {...scope} />
  return (
    <>
      {kind === 'release' ? <AssignAgain operation={operation} ips={ips} writesAllowed={writesAllowed} /> : null}
      {toEniId === undefined ? null : <ConfigureGuest to="add" heading="titleMoved" ips={ips} eniId={toEniId} {...scope} />}
      <ConfigureGuest to="remove" heading={kind === 'move' ? 'titleLeft' : 'titleGone'} ips={ips} eniId={eniId} {...scope} />
    </>
  )
}
