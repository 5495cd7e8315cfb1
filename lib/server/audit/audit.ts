import 'server-only'
import type { Tx } from '#lib/server/db/transact.ts'
import { chainName, genesis, sealHead, sealRow, type AuditContent } from './seal.ts'

/** When a row was written in the life of what it tells of: before the effect, at a person's decision, after the end, or a thing by itself. */
export type AuditPhase = 'intent' | 'resolution' | 'completion' | 'event'

export type AuditEntry = {
  /** Epoch milliseconds. */
  at: number
  actor: string
  /** `assign`, `release`, …, `sign_in`: a verb of ours. */
  action: string
  phase: AuditPhase
  operationId?: string
  account?: string
  region?: string
  /** What it was done to: an ENI id, a user id. */
  target?: string
  /** Never a secret: rows are shown and exported. */
  data?: Record<string, unknown>
}

export type Audit = {
  /**
   * Appends one row in the caller's transaction, so that it commits with the change or not at all. Call it last in the
   * transaction: it takes the head of the chain, which every other writer needs.
   */
  record(tx: Tx, entry: AuditEntry): Promise<void>
}

/** An append-only log whose rows are chained with HMAC-SHA256 under `key` (AUDIT_KEY): see verify.ts for what that shows. */
export function createAudit(options: { key: string }): Audit {
  return {
    async record(tx, entry) {
      const head = await tx.selectFrom('audit_head').selectAll().where('name', '=', chainName).executeTakeFirst()
      const content: AuditContent = {
        seq: (head?.seq ?? 0) + 1,
        at: entry.at,
        actor: entry.actor,
        action: entry.action,
        phase: entry.phase,
        operation_id: entry.operationId ?? null,
        account: entry.account ?? null,
        region: entry.region ?? null,
        target: entry.target ?? null,
        data: JSON.stringify(entry.data ?? {}),
        previous: head?.seal ?? genesis,
      }
      const seal = sealRow(options.key, content)
      await tx
        .insertInto('audit')
        .values({ ...content, seal })
        .execute()
      const next = { seq: content.seq, seal, head_seal: sealHead(options.key, content.seq, seal) }
      if (head) await tx.updateTable('audit_head').set(next).where('name', '=', chainName).execute()
      else
        await tx
          .insertInto('audit_head')
          .values({ name: chainName, ...next })
          .execute()
    },
  }
}
