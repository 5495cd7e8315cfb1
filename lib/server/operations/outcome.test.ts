import { expect, it } from 'vitest'
import type { WriteOutcome } from '#lib/server/cloud/client.ts'
import type { LoadedAttempt, LoadedStep } from './loaded.ts'
import { afterOutcome } from './outcome.ts'
import { defaultWaits } from './waits.ts'

const ip = '10.0.0.20'
const attempt = (k: number, outcome: LoadedAttempt['outcome']): LoadedAttempt => ({
  operation_id: 'op-1',
  step_n: 1,
  k,
  api: 'v3',
  addresses: [ip],
  baseline: [],
  baseline_at: 0,
  token: 't',
  trace_id: 'x',
  nonce: '1',
  timestamp_seconds: 0,
  committed_at: 0,
  send_before: 10_000,
  dead_at: 360_000,
  outcome,
  cause: null,
  request_id: null,
  task_id: null,
  http_status: null,
  cloud_code: null,
  cloud_message: null,
  replied: null,
  created_times: null,
  ended_at: null,
})
const step = (...attempts: LoadedAttempt[]): LoadedStep => ({
  kind: 'assign',
  n: 1,
  state: 'sending',
  progress: { waits: 0, looks: 0, seen: {} },
  attempts,
  addresses: [{ ip, primary: false, outcome: 'unknown', position: 0, n: 1 }],
})
const pace = { now: 1000, waits: defaultWaits, random: () => 0.5, since: () => 0 }
const notExecuted: WriteOutcome[] = [
  { kind: 'not_sent', cause: 'unreachable' },
  { kind: 'refused', cause: 'quota_exceeded', retry: false },
  { kind: 'refused', cause: 'rate_limited', retry: true },
  { kind: 'busy', cause: 'eni_busy' },
  { kind: 'in_use', cause: 'address_in_use' },
]

it.each(notExecuted)('after an unknown attempt $kind does not end the step before a read', (outcome) => {
  expect(afterOutcome(step(attempt(1, 'unknown'), attempt(2, null)), outcome, pace).steps?.[0]?.state).toBe('unknown')
  expect(afterOutcome(step(attempt(1, null)), outcome, pace).steps?.[0]?.state).not.toBe('unknown')
})

it('a request that cannot be written down ends the step at once; one that could not leave is tried again', () => {
  const stateAfter = (cause: string) => afterOutcome(step(attempt(1, null)), { kind: 'not_sent', cause }, pace).steps?.[0]?.state
  expect([stateAfter('invalid_parameter'), stateAfter('unreachable')]).toEqual(['failed', 'planned'])
})

it.each<WriteOutcome>([
  { kind: 'in_use', cause: 'address_in_use' },
  { kind: 'refused', cause: 'address_reserved', retry: false },
])('an answer about an address is none to a count: $cause', (outcome) => {
  const count = { ...step({ ...attempt(1, null), addresses: [] }), count: 2, addresses: [] }
  const after = afterOutcome(count, outcome, pace)
  expect(after.steps?.[0]?.state).toBe('unknown')
  expect(after.attempt).toMatchObject({ outcome: 'unknown', cause: 'reply_mismatch' })
})
