import type { Turn } from './context.ts'
import type { LoadedOperation, LoadedStep } from './loaded.ts'

/** Whoever asked for it, or for new attempts, may still change the account. */
export const mayStillWrite = ({ options, operation }: Turn, { progress }: LoadedStep): Promise<boolean> =>
  options.actorMayWrite(progress.round?.by ?? operation.actor, operation.account)

/** No late copy could arrive any more: the ENI is not kept from other operations since then. */
export const isLockFreed = ({ steps }: LoadedOperation): boolean => steps.some(({ progress }) => progress.lockFreed)

/** Whether a request may be repeated at all. */
export const mayRepeat = async (turn: Turn, step: LoadedStep): Promise<boolean> => !isLockFreed(turn.operation) && mayStillWrite(turn, step)
