import * as z from 'zod/mini'
import { eipShown } from '#lib/plan/eip-shown.ts'
import type { AuditRow } from '#lib/schema/audit.ts'
import { eip } from '#lib/schema/eni.ts'

/** One thing that is another one now. Without `before` it is new, without `after` it is gone. */
export type AuditChange = { what: string; before?: string; after?: string }

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/**
 * What a row says has changed: the fields of its `before` and `after`, or the addresses that came, went or moved. Empty for a row
 * that changed nothing, such as one that says what was asked for.
 */
export function auditChanges(row: Pick<AuditRow, 'action' | 'phase' | 'target' | 'data'>): AuditChange[] {
  // What was there and what is to become of it: not yet so.
  if (row.phase === 'intent') return []
  const { before, after } = row.data
  if (before !== undefined || after !== undefined) return fieldChanges(before, after)
  // What was made is new in all that the row says of it.
  if (row.action.endsWith('_created')) return fieldChanges(undefined, row.data)
  return row.phase === 'completion' ? addressChanges(row) : []
}

/** The EIPs that the addresses of a release or a move had when it was asked for, as far as the row says. */
export function auditEips({ data }: Pick<AuditRow, 'data'>): { ip: string; eip: string }[] {
  const { before } = data
  const asked = isObject(before) ? (Array.isArray(before['addresses']) ? before['addresses'] : [before]) : []
  const all = Array.isArray(data['addresses']) ? data['addresses'] : asked
  return all.flatMap((address: unknown) => {
    const named = z.safeParse(withEip, address)
    const shown = named.success ? eipShown(named.data.eip) : undefined
    return named.success && shown !== undefined ? [{ ip: named.data.ip, eip: shown }] : []
  })
}
const withEip = z.object({ ip: z.string(), eip })

/** Ends of an address that nobody has seen: a person closed the operation, or the cloud never showed it. */
const unseenCauses = ['closed_by_person', 'not_adopted', 'held_elsewhere']

/** Whether the end of an operation leaves open what has become of some address: then it must not be said that nothing was changed. */
export const isUnsure = ({ data }: Pick<AuditRow, 'data'>): boolean =>
  // A person who adopts has been shown each of them; one who closes has not.
  (data['evidence'] === 'person' && data['state'] !== 'succeeded') ||
  (Array.isArray(data['addresses']) &&
    data['addresses'].filter(isObject).some(({ outcome, cause }) => outcome === 'unknown' || unseenCauses.some((one) => one === cause)))

function fieldChanges(before: unknown, after: unknown): AuditChange[] {
  if (!isObject(before ?? {}) || !isObject(after ?? {})) return [change('value', before, after)]
  const was = isObject(before) ? before : {}
  const is = isObject(after) ? after : {}
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])]
  return names.filter((name) => textOf(was[name]) !== textOf(is[name])).map((name) => change(name, was[name], is[name]))
}

const change = (what: string, before: unknown, after: unknown): AuditChange => ({
  what,
  ...(before === undefined || before === null ? {} : { before: textOf(before) }),
  ...(after === undefined || after === null ? {} : { after: textOf(after) }),
})

function addressChanges({ action, target, data }: Pick<AuditRow, 'action' | 'target' | 'data'>): AuditChange[] {
  const addresses = Array.isArray(data['addresses']) ? data['addresses'].filter(isObject) : []
  const done = addresses.flatMap(({ ip, outcome }) => (typeof ip === 'string' && outcome === 'done' ? [ip] : []))
  if (action === 'assign') return done.map((ip) => change(ip, undefined, target))
  if (action === 'release') {
    // The cloud unbinds it with the address.
    const unbound = auditEips({ data }).filter(({ ip }) => done.includes(ip))
    return [...done.map((ip) => change(ip, target, undefined)), ...unbound.map(({ ip, eip }) => change(eip, ip, undefined))]
  }
  // An emptied note is gone; what stood there before is in no row.
  if (action === 'note') return done.map((ip) => change(ip, undefined, data['note'] === '' ? undefined : data['note']))
  if (action === 'move') return done.map((ip) => change(ip, target, data['toEniId']))
  return []
}
