import type { Turn } from './context.ts'
import type { LoadedStep } from './loaded.ts'

/**
 * Whether a request may be repeated at all: the ENI is still kept from other operations, and whoever asked for it (or for
 * new attempts) may still change the account.
 */
export async function mayRepeat({ options, operation }: Turn, step: LoadedStep): Promise<boolean> {
  if (operation.steps.some((other) => other.progress.lockFreed)) return false
  return options.actorMayWrite(step.progress.round?.by ?? operation.actor, operation.account)
}
