import 'server-only'
import type { AssignBody } from '#lib/schema/assign.ts'
import type { ScopeQuery } from '#lib/schema/scope.ts'
import type { Inventory } from '#lib/server/inventory/types.ts'
import { judgeAgain, type AgainDeps } from './judge-again.ts'
import { gather, type HeldBy, type Known } from './known.ts'
import { judgeBody, type Judgement } from './refusal.ts'

export type JudgeDeps = AgainDeps & { inventory: Pick<Inventory, 'usedAddresses'>; journal: HeldBy }

/** Judges an assign, with a fresh read before somebody is turned away for what an old one said. Throws what `judgeAgain` throws. */
export const judgeFresh = (
  deps: JudgeDeps,
  eniId: string,
  scope: ScopeQuery,
  body: AssignBody,
): Promise<{ known: Known; judgement: Judgement }> =>
  judgeAgain(deps, eniId, scope, {
    gather: (found, left) => gather(deps.inventory, deps.journal, found, [], { deadlineMs: left() }),
    // The ENI's own reading, or for holders that of the VPC.
    observedAt: ({ found, used }) => Math.min(found.observedAt, used.observedAt),
    judge: (known, certain) => judgeBody(body, known, certain),
  })
