import type { Tx } from '#lib/server/db/transact.ts'
import type { WriteOutcome } from '#lib/server/cloud/client.ts'

/**
 * Whether this answer was given to another request before: a proxy has mixed up two. One answer has one request id, and one task is one
 * request's. Only a repeat under the same token may be answered as the first time.
 */
export async function isAnswerToAnother(
  tx: Tx,
  operation: { account: string; region: string },
  token: string,
  outcome: WriteOutcome,
): Promise<boolean> {
  const { requestId } = outcome
  const taskId = outcome.kind === 'accepted' ? outcome.taskId : undefined
  if (requestId === undefined && taskId === undefined) return false
  const row = await tx
    .selectFrom('operation_attempt')
    .innerJoin('operation', 'operation.id', 'operation_attempt.operation_id')
    .select('operation_attempt.k')
    .where((eb) =>
      eb.or([
        ...(requestId === undefined ? [] : [eb('operation_attempt.request_id', '=', requestId)]),
        ...(taskId === undefined ? [] : [eb('operation_attempt.task_id', '=', taskId)]),
      ]),
    )
    .where('operation.account', '=', operation.account)
    .where('operation.region', '=', operation.region)
    .where('operation_attempt.token', '!=', token)
    // That one was not its own either.
    .where((eb) => eb.or([eb('operation_attempt.cause', 'is', null), eb('operation_attempt.cause', '!=', 'reply_mismatch')]))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
