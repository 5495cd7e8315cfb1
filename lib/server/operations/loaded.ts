import { z } from 'zod'
import { formatIpv4 } from '#lib/ip/ipv4.ts'
import {
  addressOutcomes,
  attemptOutcomes,
  endedStates,
  finding,
  operationKinds,
  operationStates,
  stepStates,
} from '#lib/schema/operation.ts'
import type { Eip } from '#lib/schema/eni.ts'
import { moveBody } from '#lib/schema/move.ts'
import { noteBody } from '#lib/schema/note.ts'
import { qosLevels, type QosLevel } from '#lib/schema/qos.ts'
import { releaseBody } from '#lib/schema/release.ts'
import type { AddressRow, AttemptRow, OperationRow, StepRow } from '#lib/server/db/schema.ts'
import type { Db } from '#lib/server/db/database.ts'
import type { Tx } from '#lib/server/db/transact.ts'
import { progress, stepError, type Progress, type StepError } from './progress.ts'

const json = <T extends z.ZodType>(shape: T) =>
  z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(shape)
const ips = json(z.array(z.string()))
const orAbsent = <T>(value: T | null): T | undefined => value ?? undefined

const operationRow = z.object({
  kind: z.enum(operationKinds),
  state: z.enum(operationStates),
  mode: z.enum(['explicit', 'count']).nullable(),
  evidence: z.enum(['task', 'observed', 'person']).nullable(),
  error: json(stepError).nullable(),
  findings: json(z.array(finding)),
})
const stepRow = z.object({ state: z.enum(stepStates), qos_level: z.enum(qosLevels).nullable(), progress: json(progress) })
const addressRow = z.object({ outcome: z.enum(addressOutcomes) })
const attemptRow = z.object({
  outcome: z.enum(attemptOutcomes).nullable(),
  addresses: ips,
  baseline: ips,
  replied: ips.nullable(),
  created_times: json(z.record(z.string(), z.string())).nullable(),
  api: z.enum(['v2', 'v3']),
})

export type LoadedAddress = {
  ip: string
  primary: boolean
  outcome: z.infer<typeof addressRow>['outcome']
  cause?: string
  /** What was on it when the operation was accepted; absent where that was none, or nothing is kept of it. */
  eip?: Eip
  position: number
  n: number
}
export type LoadedAttempt = Omit<AttemptRow, keyof z.infer<typeof attemptRow>> & z.infer<typeof attemptRow>
/** What a person asked for beside the addresses, by kind. */
export type Asked = {
  /** The EIPs that the person knows of, by id or public IP (release, move). */
  eipsTold: readonly string[]
  /** What the note is to be. */
  note?: string
}
export type LoadedStep = {
  /** Of the operation. */
  kind: z.infer<typeof operationRow>['kind']
  n: number
  state: z.infer<typeof stepRow>['state']
  count?: number
  qosLevel?: QosLevel
  taskId?: string
  nextAt?: number
  progress: Progress
  addresses: LoadedAddress[]
  attempts: LoadedAttempt[]
}
export type LoadedOperation = Omit<OperationRow, keyof z.infer<typeof operationRow>> &
  z.infer<typeof operationRow> & { steps: LoadedStep[]; error: StepError | null; asked: Asked }

/** What stands in the journal is not what this version writes: another version wrote it, or the file is damaged. */
export class UnreadableOperation extends Error {
  readonly row: OperationRow
  constructor(row: OperationRow, cause: unknown) {
    super(`operation ${row.id} cannot be read: a newer version wrote it, or the database is damaged`, { cause })
    this.name = 'UnreadableOperation'
    this.row = row
  }
}

/**
 * Reads operations with all that belongs to them, in the order of `ids`; a missing one is left out. Every column is parsed, and
 * one that does not parse stands in its place as UnreadableOperation: it must not hide the others. Four queries: `from` is a
 * transaction or a snapshot, or they may be of two moments.
 */
export async function loadOperations(from: Db['kysely'] | Tx, ids: readonly string[]): Promise<(LoadedOperation | UnreadableOperation)[]> {
  if (ids.length === 0) return []
  const operations = await from.selectFrom('operation').selectAll().where('id', 'in', ids).execute()
  const steps = await from.selectFrom('operation_step').selectAll().where('operation_id', 'in', ids).orderBy('n').execute()
  const addresses = await from.selectFrom('operation_address').selectAll().where('operation_id', 'in', ids).orderBy('position').execute()
  const attempts = await from.selectFrom('operation_attempt').selectAll().where('operation_id', 'in', ids).orderBy('k').execute()
  const byId = new Map(operations.map((row) => [row.id, row]))
  const group = <T extends { operation_id: string }>(rows: T[]) => Map.groupBy(rows, (row) => row.operation_id)
  const [stepsOf, addressesOf, attemptsOf] = [group(steps), group(addresses), group(attempts)]
  return ids.flatMap((id): (LoadedOperation | UnreadableOperation)[] => {
    const row = byId.get(id)
    if (!row) return []
    try {
      return [assemble(row, stepsOf.get(id) ?? [], addressesOf.get(id) ?? [], attemptsOf.get(id) ?? [])]
    } catch (error) {
      return [new UnreadableOperation(row, error)]
    }
  })
}

/** One of them. Throws UnreadableOperation. */
export async function loadOperation(from: Db['kysely'] | Tx, id: string): Promise<LoadedOperation | undefined> {
  const [operation] = await loadOperations(from, [id])
  if (operation instanceof UnreadableOperation) throw operation
  return operation
}

function assemble(row: OperationRow, steps: StepRow[], addresses: AddressRow[], attempts: AttemptRow[]): LoadedOperation {
  const operation = operationRow.parse(row)
  return {
    ...row,
    ...operation,
    asked: askedOf(operation.kind, row.body),
    steps: steps.map((step) => {
      const { qos_level: qosLevel, ...parsed } = stepRow.parse(step)
      return {
        ...parsed,
        kind: operation.kind,
        n: step.n,
        count: orAbsent(step.count),
        qosLevel: orAbsent(qosLevel),
        taskId: orAbsent(step.task_id),
        nextAt: orAbsent(step.next_at),
        addresses: addresses
          .filter((address) => address.step_n === step.n)
          .map((address) => ({
            ip: formatIpv4(address.ip),
            primary: address.is_primary === 1,
            outcome: addressRow.parse(address).outcome,
            cause: orAbsent(address.cause),
            eip: eipOf(address),
            position: address.position,
            n: step.n,
          })),
        attempts: attempts.filter((attempt) => attempt.step_n === step.n).map((attempt) => ({ ...attempt, ...attemptRow.parse(attempt) })),
      }
    }),
  }
}

/** What is kept of the EIP that an address had; undefined where it had none, or nothing is kept. */
export const eipOf = ({ eip_id, eip_public_ip }: Pick<AddressRow, 'eip_id' | 'eip_public_ip'>): Eip | undefined =>
  eip_id === null && eip_public_ip === null ? undefined : { eipId: orAbsent(eip_id), publicIp: orAbsent(eip_public_ip) }

function askedOf(kind: LoadedOperation['kind'], body: string): Asked {
  const asked: unknown = JSON.parse(body)
  if (kind === 'release') return { eipsTold: releaseBody.parse(asked).unbindEips ?? [] }
  if (kind === 'move') return { eipsTold: [moveBody.parse(asked).eipTold ?? []].flat() }
  return kind === 'note' ? { eipsTold: [], note: noteBody.parse(asked).note } : { eipsTold: [] }
}

export const isSettled = (step: { state: LoadedStep['state'] }): boolean => step.state === 'succeeded' || step.state === 'failed'
export const isOpen = (operation: { state: LoadedOperation['state'] }): boolean => !endedStates.includes(operation.state)
export const openStates = operationStates.filter((state) => !endedStates.includes(state))
/** The address is as it was asked to be. */
export const isGood = (address: { outcome: LoadedAddress['outcome'] }): boolean =>
  address.outcome === 'done' || address.outcome === 'already_there'
/** The attempt that the step is about now. */
export const lastAttempt = (step: LoadedStep): LoadedAttempt | undefined => step.attempts.at(-1)
/** The earliest of these steps. */
export const firstAttempt = (steps: readonly LoadedStep[]): LoadedAttempt | undefined =>
  steps.flatMap((step) => step.attempts).toSorted((a, b) => a.committed_at - b.committed_at)[0]
