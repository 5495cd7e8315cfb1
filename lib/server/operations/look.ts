import { toOperationCause } from '#lib/schema/operation-cause.ts'
import { CloudError } from '#lib/server/cloud/client.ts'
import type { Rest, Turn } from './context.ts'
import { noteGone } from './gone.ts'
import { kindOf } from './kinds.ts'
import type { Read } from './kind.ts'
import { lastAttempt, type LoadedStep } from './loaded.ts'
import { lookAgain } from './look-again.ts'
import { lookForCount } from './look-count.ts'
import { noteLooked } from './looked.ts'
import { lookForNames } from './look-names.ts'
import { causeOnly } from './settle.ts'

/**
 * The resolver: nobody knows whether the request was executed, or there is no task to ask for. It is settled by looking at
 * the ENI; a request is repeated only where that is harmless, and only after a read. After the waiting time a person is
 * asked, and the looking goes on.
 */
export async function resolveByLooking(turn: Turn, unknown: LoadedStep): Promise<Rest> {
  const { options, operation } = turn
  const attempt = lastAttempt(unknown)
  if (!attempt) throw new Error(`operation ${operation.id} has a step without an attempt to resolve`)
  let read: Read
  try {
    read = await kindOf(operation).read(turn, unknown)
  } catch (error) {
    if (!(error instanceof CloudError)) throw error
    return lookAgain(turn, unknown, unknown.progress, unknown.progress.error ?? causeOnly(toOperationCause(error.reason)))
  }
  await options.observe?.('read_back', operation.id)
  const step = noteLooked(noteGone(unknown, read), read)
  // It began after the request was committed, whatever the wall clock says: the request was in the journal when the turn began.
  return step.count === undefined ? lookForNames(turn, step, attempt, read) : lookForCount(turn, step, attempt, step.count, read)
}
