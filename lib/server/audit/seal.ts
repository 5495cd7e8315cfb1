import { createHmac } from 'node:crypto'
import type { AuditRow } from '#lib/server/db/schema.ts'

export const chainName = 'audit'
/** What the first row names as the one before it. */
export const genesis = ''

export type AuditContent = Omit<AuditRow, 'seal'>

const hmac = (key: string, text: string): string => createHmac('sha256', key).update(text).digest('hex')

/** The seal of one row: over every column in a fixed order, the seal of the row before it included. */
export function sealRow(key: string, row: AuditContent): string {
  const { seq, at, actor, action, phase, operation_id, account, region, target, data, previous } = row
  return hmac(key, JSON.stringify(['row', seq, at, actor, action, phase, operation_id, account, region, target, data, previous]))
}

/** The seal of the head: without the key nobody can make an earlier row look like the last one. */
export const sealHead = (key: string, seq: number, seal: string): string => hmac(key, JSON.stringify(['head', seq, seal]))
