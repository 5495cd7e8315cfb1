import type { Effect } from './actions/context.ts'
import type { Incoming, WireRequest } from './wire/types.ts'

export type Verdict = 'executed' | 'refused' | 'dropped_before' | 'replayed'

/** One request that reached the server, refused ones too. Times are epoch milliseconds of the cloud's clock. */
export type LedgerRow = {
  /** Rises by one. */
  id: number
  /** When its last byte came in. */
  at: number
  /** `none`: a path of no API, or another product's doing. */
  api: 'v2' | 'v3' | 'none'
  /** `client` came over the wire; `foreign` by the control plane, as somebody else's doing. */
  actor: 'client' | 'foreign'
  method: string
  /** The TCP connection that carried it; 0 for none. */
  connection: number
  action: string
  region: string
  /** Parameters of the action, without credentials, signature, nonce and timestamp. */
  params: Record<string, unknown>
  nonce: string
  timestamp: string
  clientToken: string | null
  traceId: string | null
  /** Null while a fault still holds the request back. */
  verdict: Verdict | null
  /** The reply's code as the wire has it (v2: 0 for success). Null when nothing was answered. */
  code: number | string | null
  codeDesc: string | null
  /** Answered by v3 and, there, the id of the task. */
  requestId: string | null
  taskId: number | null
  effect: Effect | null
  /** When the effect began: later than `at` if a fault held the request back. */
  effectAt: number | null
  /** Addresses of the effect that the task's end took back. */
  reverted: { at: number; ips: string[] } | null
  /** Kinds of the faults that struck this request. */
  faults: string[]
}

/** A request of which nothing is known yet. */
const blankRow = {
  verdict: null,
  code: null,
  codeDesc: null,
  requestId: null,
  taskId: null,
  effect: null,
  effectAt: null,
  reverted: null,
}

export const newRow = (api: LedgerRow['api'], incoming: Incoming, request: WireRequest | undefined, at: number): Omit<LedgerRow, 'id'> => {
  const { action, region, params, nonce, timestamp, clientToken, traceId } = incoming
  const actor = request === undefined ? 'foreign' : 'client'
  const { method = '', connection = 0 } = request ?? {}
  return { ...blankRow, faults: [], at, api, actor, method, connection, action, region, params, nonce, timestamp, clientToken, traceId }
}

/** The judge's book. The oldest rows go when there are more than `max`: a demo that runs for weeks must not fill the memory. */
export const createLedger = (max = 200_000) => {
  let rows: LedgerRow[] = []
  let nextId = 1
  return {
    open: (row: Omit<LedgerRow, 'id'>): LedgerRow => {
      const entry = { id: nextId, ...row }
      nextId += 1
      rows.push(entry)
      if (rows.length > max) rows = rows.slice(rows.length - Math.floor(max / 2))
      return entry
    },
    find: (id: number): LedgerRow | undefined => {
      const first = rows[0]
      return first === undefined ? undefined : rows[id - first.id]
    },
    rows: (after = 0): LedgerRow[] => rows.filter((row) => row.id > after),
    clear: () => {
      rows = []
      nextId = 1
    },
  }
}
export type Ledger = ReturnType<typeof createLedger>
