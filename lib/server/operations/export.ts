import 'server-only'
import { csvLine, csvStart } from '#lib/csv.ts'
import type { Operation } from '#lib/schema/operation.ts'
import type { OperationBatch, OperationQuery } from './list.ts'

const batchRows = 200

/** The columns, named as in the API and the same in every language, with what stands in them. Times are ISO 8601 UTC. */
const columns: Record<string, (operation: Operation) => string | number | undefined> = {
  id: ({ id }) => id,
  kind: ({ kind }) => kind,
  state: ({ state }) => state,
  unconfirmed: ({ unconfirmed }) => (unconfirmed ? 'yes' : ''),
  account: ({ account }) => account,
  region: ({ region }) => region,
  vpcId: ({ vpcId }) => vpcId,
  eniId: ({ eniId }) => eniId,
  eniName: ({ eniName }) => eniName,
  toEniId: ({ toEniId }) => toEniId,
  toEniName: ({ toEniName }) => toEniName,
  count: ({ count }) => count,
  addresses: ({ addresses }) => addresses.map(({ ip }) => ip).join(' '),
  done: (operation) => ipsThat(operation, 'done', 'already_there'),
  failed: (operation) => ipsThat(operation, 'failed'),
  note: ({ note }) => note,
  actor: ({ actor }) => actor,
  actorId: ({ actorId }) => actorId,
  reason: ({ reason }) => reason,
  createdAt: ({ createdAt }) => createdAt,
  endedAt: ({ endedAt }) => endedAt,
  evidence: ({ evidence }) => evidence,
  error: ({ error }) => error?.code,
  cloudCode: ({ error }) => error?.cloudCode,
  taskIds: ({ steps }) => steps.flatMap(({ taskId }) => taskId ?? []).join(' '),
  requestIds: ({ steps }) => steps.flatMap(({ attempts }) => attempts.flatMap(({ requestId }) => requestId ?? [])).join(' '),
}

const ipsThat = ({ addresses }: Operation, ...outcomes: Operation['addresses'][number]['outcome'][]): string =>
  addresses.flatMap(({ ip, outcome }) => (outcomes.includes(outcome) ? ip : [])).join(' ')

/** All that match as CSV, newest first, as the receiver takes it. `batch` reads the next few of them. */
export async function* operationsCsv(
  batch: (query: OperationQuery) => Promise<OperationBatch>,
  filter: OperationQuery,
): AsyncGenerator<string, void> {
  yield `${csvStart}${csvLine(Object.keys(columns))}`
  let cursor: string | undefined
  do {
    // oxlint-disable-next-line no-await-in-loop -- where the next ones begin is only known once these are here
    const { items, nextCursor } = await batch({ ...filter, limit: batchRows, cursor })
    yield items.map((operation) => csvLine(Object.values(columns).map((cell) => cell(operation) ?? ''))).join('')
    cursor = nextCursor
  } while (cursor !== undefined)
}
