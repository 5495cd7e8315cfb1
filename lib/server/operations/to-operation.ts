import { operation, operationKinds, operationStates, type Operation } from '#lib/schema/operation.ts'
import { adoptable, undone } from './adopt.ts'
import { isSettled, UnreadableOperation, type LoadedOperation } from './loaded.ts'

const time = (ms: number | null | undefined): string | undefined =>
  ms === null || ms === undefined ? undefined : new Date(ms).toISOString()
const orAbsent = <T>(value: T | null): T | undefined => value ?? undefined

/** The operation as the API answers it (lib/schema/operation.ts), parsed once more on its way out. */
export function toOperation(row: LoadedOperation | UnreadableOperation): Operation {
  if (row instanceof UnreadableOperation) return headOf(row)
  const stuck = row.state === 'needs_attention' ? row.steps.filter((step) => !isSettled(step)) : undefined
  return operation.parse({
    id: row.id,
    kind: row.kind,
    state: row.state,
    unconfirmed: row.unconfirmed === 1,
    version: row.version,
    account: row.account,
    region: row.region,
    vpcId: row.vpc_id,
    eniId: row.eni_id,
    toEniId: orAbsent(row.to_eni_id),
    note: row.asked.note,
    mode: orAbsent(row.mode),
    count: orAbsent(row.count),
    actor: row.actor,
    actorId: row.actor,
    reason: orAbsent(row.reason),
    createdAt: time(row.created_at),
    updatedAt: time(row.updated_at),
    endedAt: time(row.ended_at),
    evidence: orAbsent(row.evidence),
    eipsObservedAt: time(row.eips_observed_at),
    addresses: row.steps
      .flatMap((step) => step.addresses)
      .toSorted((a, b) => a.position - b.position)
      .map(({ ip, primary, outcome, cause, eip }) => ({ ip, primary, outcome, cause, eip })),
    steps: row.steps.map((step) => ({
      n: step.n,
      state: step.state,
      addresses: step.addresses.map((address) => address.ip),
      count: step.count,
      qosLevel: step.qosLevel,
      taskId: step.taskId,
      nextAt: time(step.nextAt),
      lookedAt: isSettled(step) ? undefined : time(step.progress.lookedAt),
      waitsFor: step.state === 'planned' ? step.progress.waitsFor : undefined,
      attempts: step.attempts.map((attempt) => ({
        k: attempt.k,
        outcome: orAbsent(attempt.outcome),
        requestId: orAbsent(attempt.request_id),
        traceId: attempt.trace_id,
        sentAt: attempt.outcome === 'not_sent' ? undefined : time(attempt.committed_at),
        endedAt: time(attempt.ended_at),
        cloudCode: orAbsent(attempt.cloud_code),
        cloudMessage: orAbsent(attempt.cloud_message),
      })),
    })),
    adoptable: stuck?.flatMap(adoptable),
    undone: stuck?.flatMap(undone),
    error: orAbsent(row.error),
    findings: row.findings,
  } satisfies { [name in keyof Operation]: unknown })
}

/** What is plain in the row of one that cannot be read: whose it is and where. Its addresses and steps are not guessed. */
function headOf({ row }: UnreadableOperation): Operation {
  return operation.parse({
    id: row.id,
    // A word of a newer version cannot be said in ours; the error says that nothing here is to be relied on.
    kind: operationKinds.find((kind) => kind === row.kind) ?? 'assign',
    state: operationStates.find((state) => state === row.state) ?? 'needs_attention',
    unconfirmed: row.unconfirmed === 1,
    version: row.version,
    account: row.account,
    region: row.region,
    vpcId: row.vpc_id,
    eniId: row.eni_id,
    toEniId: orAbsent(row.to_eni_id),
    actor: row.actor,
    actorId: row.actor,
    reason: orAbsent(row.reason),
    createdAt: time(row.created_at),
    updatedAt: time(row.updated_at),
    endedAt: time(row.ended_at),
    addresses: [],
    steps: [],
    error: { code: 'unreadable' },
    findings: [],
  })
}
