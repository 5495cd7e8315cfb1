import { operationStates, type OperationState } from '#lib/schema/operation.ts'
import type { AuditRow } from '#lib/schema/audit.ts'

/** How a row ends: what became of an operation, or one of our words for the rest. */
export type AuditResult = { kind: 'asked' | 'decided' | 'done' | 'refused' } | { kind: 'state'; state: OperationState }

export function auditResult({ phase, action, data }: Pick<AuditRow, 'phase' | 'action' | 'data'>): AuditResult {
  if (phase === 'intent') return { kind: 'asked' }
  if (phase === 'resolution') return { kind: 'decided' }
  const state = operationStates.find((known) => known === data['state'])
  if (phase === 'completion' && state !== undefined) return { kind: 'state', state }
  return { kind: /(^|_)(failed|refused|wrong)$/.test(action) ? 'refused' : 'done' }
}
