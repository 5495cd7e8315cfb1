import type { Insertable, Selectable } from 'kysely'
import type { PeopleTables } from './people-schema.ts'

/**
 * The rows as both stores give them: times in epoch milliseconds, booleans 0 or 1, JSON as text, IPv4 as unsigned
 * integers. What the columns mean for an operation stands in docs/operations.md.
 */
export type Tables = PeopleTables & {
  operation: OperationTable
  operation_step: StepTable
  operation_address: AddressTable
  operation_attempt: AttemptTable
  operation_watch: WatchTable
  idempotency_key: KeyTable
  eni_lock: LockTable
  ip_claim: ClaimTable
  change_counter: { name: string; value: number }
  audit: AuditTable
  audit_head: AuditHeadTable
  /** By the database's clock. */
  server: { id: string; seen_at: number }
}

type OperationTable = {
  id: string
  /** Rises from operation to operation in the order in which they were accepted, on whatever server. */
  seq: number
  kind: string
  state: string
  unconfirmed: number
  /** Rises by one with every change that a reader could see. */
  version: number
  account: string
  region: string
  vpc_id: string
  eni_id: string
  /** A move: where it goes. */
  to_eni_id: string | null
  mode: string | null
  count: number | null
  /** JSON: what was asked, as parsed. */
  body: string
  actor: string
  reason: string | null
  created_at: number
  updated_at: number
  /** A release or a move: when the EIPs of its addresses had been read. Null: nothing is kept of them, which is not that there were none. */
  eips_observed_at: number | null
  ended_at: number | null
  evidence: string | null
  /** JSON, or null. */
  error: string | null
  /** JSON array. */
  findings: string
  /** When a worker should look next; null once nothing more will happen. */
  next_at: number | null
  owner: string | null
  lease_until: number
  /** Rises by one with every owner; a write that names an older one changes nothing. */
  fence: number
}

type StepTable = {
  operation_id: string
  n: number
  state: string
  count: number | null
  task_id: string | null
  next_at: number | null
  /** What a count asked for, if anything (v3). */
  qos_level: string | null
  /** JSON: what the worker must remember of this step over a restart (lib/server/operations/progress.ts). */
  progress: string
}

type AddressTable = {
  operation_id: string
  position: number
  step_n: number
  ip: number
  is_primary: number
  outcome: string
  cause: string | null
  /** The EIP on it when this was accepted, as the cloud names it; null where there was none, or nothing is kept of it. */
  eip_id: string | null
  eip_public_ip: string | null
}

type AttemptTable = {
  operation_id: string
  step_n: number
  k: number
  api: string
  /** JSON: the addresses of this one request, dotted; empty for a count. */
  addresses: string
  /** JSON: what was on the ENI before it, dotted. */
  baseline: string
  baseline_at: number
  /** JSON: when each of them had been created, ISO 8601 by address; null where nobody can be asked. */
  created_times: string | null
  token: string
  trace_id: string
  nonce: string
  timestamp_seconds: number
  committed_at: number
  send_before: number
  /** From then on the cloud cannot accept a late copy any more. */
  dead_at: number
  outcome: string | null
  cause: string | null
  request_id: string | null
  task_id: string | null
  http_status: number | null
  cloud_code: string | null
  cloud_message: string | null
  /** JSON: the addresses the reply named, or null. */
  replied: string | null
  ended_at: number | null
}

/** `until`: when no late copy can arrive any more. `known`: JSON, addresses that are explained or were told already, dotted. */
type WatchTable = { operation_id: string; until: number; next_at: number; known: string }
type KeyTable = { scope: string; key: string; hash: string; operation_id: string; created_at: number }
type LockTable = { account: string; region: string; eni_id: string; vpc_id: string; operation_id: string }
/** `until` null: as long as the operation is open; else no longer than that. */
type ClaimTable = { account: string; region: string; vpc_id: string; ip: number; operation_id: string; until: number | null }

type AuditTable = {
  seq: number
  at: number
  actor: string
  action: string
  phase: string
  operation_id: string | null
  account: string | null
  region: string | null
  target: string | null
  data: string
  previous: string
  seal: string
}
type AuditHeadTable = { name: string; seq: number; seal: string; head_seal: string }

export type OperationRow = Selectable<OperationTable>
export type StepRow = Selectable<StepTable>
export type AddressRow = Selectable<AddressTable>
export type AttemptRow = Selectable<AttemptTable>
export type AuditRow = Selectable<AuditTable>
export type NewAttemptRow = Insertable<AttemptTable>
