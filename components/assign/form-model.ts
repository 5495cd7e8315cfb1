import { normaliseText } from '#lib/ip/normalise.ts'
import { judgeAddresses, type Room } from '#lib/plan/judge-assign.ts'
import {
  addressesPerCallMax,
  addressesPerOperationMax,
  harmlessVerdicts,
  type AssignBodyInput,
  type SuggestionOrder,
  type Verdict,
} from '#lib/schema/assign.ts'
import type { QosLevel } from '#lib/schema/qos.ts'

export type AssignRow = { ip: string; primary: boolean }
export type AssignMode = 'explicit' | 'count'
/** A list that waits to become rows. `at`: the row that it belongs to. `typed`: what was typed into rows and stands here instead. */
export type OpenPaste = { at: number; text: string; typed: string[] }
/** What the form holds. Both modes keep their values, so that looking at the other one loses nothing. `count` null: the field is empty. */
export type AssignForm = {
  mode: AssignMode
  rows: AssignRow[]
  /** While the box for a list is open. */
  paste?: OpenPaste | undefined
  sendPrimaryAnyway: boolean
  count: number | null
  /** How addresses are chosen here, if they are; absent: the lowest. Never sent. */
  order?: SuggestionOrder
  /** Of a count, where the account's API has it; absent: not sent. */
  qosLevel?: QosLevel
  /** Ticked on an interface that another system runs. */
  sendDespiteOtherSystem?: boolean
  reason: string
}

export const blankRow = (): AssignRow => ({ ip: '', primary: false })
export const blankForm = (mode: AssignMode): AssignForm => ({ mode, rows: [blankRow()], sendPrimaryAnyway: false, count: 1, reason: '' })

const isFilled = (row: AssignRow): boolean => normaliseText(row.ip) !== ''
export const filledRows = (rows: readonly AssignRow[]): AssignRow[] => rows.filter(isFilled)

/** A list stands in the open box, and not in the rows. */
export const isPasteOpen = ({ mode, paste }: AssignForm): boolean => mode === 'explicit' && paste !== undefined && paste.text.trim() !== ''

/** Something a person typed would be lost if the form went away. */
export const isDirty = (form: AssignForm): boolean =>
  filledRows(form.rows).length > 0 ||
  isPasteOpen({ ...form, mode: 'explicit' }) ||
  form.reason.trim() !== '' ||
  form.count !== 1 ||
  form.rows.some(({ primary }) => primary)

/** The form as it opens: as it was left here, else with the addresses that the link names. */
export function beginning(kept: AssignForm | undefined, mode: AssignMode, ips: readonly string[]): AssignForm {
  if (kept !== undefined && (ips.length === 0 || isDirty(kept))) return { ...kept, mode }
  return { ...blankForm(mode), ...(ips.length === 0 ? {} : { rows: ips.map((ip) => ({ ip, primary: false })) }) }
}

/** How many addresses the form may ask for at most, and what sets that: of the limits that are known, the lowest. */
export function mostAddresses({ max, limitedBy }: Room): { max: number; by: 'quota' | 'subnet' | 'operation' } {
  return max === undefined || limitedBy === undefined || max > addressesPerOperationMax
    ? { max: addressesPerOperationMax, by: 'operation' }
    : { max, by: limitedBy }
}

/** How many addresses the form asks for as it is. */
export const wantedCount = (form: AssignForm): number => (form.mode === 'count' ? (form.count ?? 0) : filledRows(form.rows).length)

/** How many addresses would be sent: none while the number is one that cannot be had. Rows are sent as they stand. */
export function sentCount(form: AssignForm, room: Room): number {
  const wanted = wantedCount(form)
  if (form.mode === 'explicit') return wanted
  return Number.isInteger(wanted) && wanted >= 1 && wanted <= mostAddresses(room).max ? wanted : 0
}

/**
 * How many of those a forecast may reckon with, by the `verdicts` of the rows: not an address that cannot be had, and none of the call
 * with a new primary, which is expected to fail as a whole.
 */
export function expectedCount(form: AssignForm, room: Room, verdicts: readonly (Verdict | undefined)[]): number {
  if (form.mode === 'count') return sentCount(form, room)
  const sent = form.rows.flatMap((row, index) => (isFilled(row) ? [{ primary: row.primary, verdict: verdicts[index] }] : []))
  const failing = Math.floor(sent.findIndex(({ primary }) => primary) / addressesPerCallMax)
  return sent.filter(
    ({ verdict }, at) =>
      verdict !== undefined && harmlessVerdicts.includes(verdict.code) && Math.floor(at / addressesPerCallMax) !== failing,
  ).length
}

/** The request body, and for each of its addresses the form row it came from: empty rows are not sent. */
export function toBody(form: AssignForm): { body: AssignBodyInput; rowOf: number[] } {
  const common = {
    ...(form.sendDespiteOtherSystem === true ? { sendDespiteOtherSystem: true } : {}),
    ...(form.reason.trim() === '' ? {} : { reason: form.reason.trim() }),
  }
  if (form.mode === 'count') {
    const qosLevel = form.qosLevel === undefined ? {} : { qosLevel: form.qosLevel }
    return { body: { mode: 'count', count: form.count ?? 0, ...qosLevel, ...common }, rowOf: [] }
  }
  const rowOf = form.rows.flatMap((row, index) => (isFilled(row) ? [index] : []))
  const addresses = filledRows(form.rows).map(({ ip, primary }) => ({ ip: normaliseText(ip), primary }))
  const anyway = form.sendPrimaryAnyway && addresses.some(({ primary }) => primary) ? { sendPrimaryAnyway: true } : {}
  return { body: { mode: 'explicit', addresses, ...anyway, ...common }, rowOf }
}

/** What the form knows when it judges its rows. `verdicts`: the server's newest word on an address, by address. */
export type KnownHere = {
  cidr: string | undefined
  onThisEni: readonly string[]
  quotaLimit: number | undefined
  verdicts: ReadonlyMap<string, Verdict>
}

/**
 * A verdict for every row, undefined for an empty one. Shape, subnet, repetitions and quota are judged here and at once by
 * the same planner the server uses; who has an address only the server knows, so it stays `unchecked` until it has spoken.
 */
export function judgeRows(rows: readonly AssignRow[], known: KnownHere): (Verdict | undefined)[] {
  const rowOf = rows.flatMap((row, index) => (isFilled(row) ? [index] : []))
  const result: (Verdict | undefined)[] = rows.map(() => undefined)
  const said = (ip: string) => known.verdicts.get(ip)
  const judged = judgeAddresses(
    filledRows(rows).map(({ ip }) => ip),
    { ...known, holderOf: () => 'unchecked' },
  )
  let slots = known.quotaLimit === undefined ? Number.POSITIVE_INFINITY : known.quotaLimit - known.onThisEni.length
  judged.forEach((verdict, at) => {
    const row = rowOf[at]
    if (row === undefined) return
    result[row] = settle(verdict)
  })
  return result

  /** An address that is taken needs no slot, so the quota is counted over what is left after the server's word. */
  function settle(verdict: Verdict): Verdict {
    if (verdict.code === 'duplicate') return { ...verdict, row: (rowOf[(verdict.row ?? 1) - 1] ?? 0) + 1 }
    if (verdict.code !== 'unchecked' && verdict.code !== 'over_quota') return verdict
    const server = said(verdict.ip)
    const own =
      server && server.code !== 'duplicate' && server.code !== 'over_quota' ? server : { ip: verdict.ip, code: 'unchecked' as const }
    if (own.code !== 'free' && own.code !== 'unchecked') return own
    if (slots <= 0) return { ip: verdict.ip, code: 'over_quota' }
    slots -= 1
    return own
  }
}

/**
 * Rows after addresses were put in at `at`: they take the place of that row if it is empty or their source (`isSource`), else they
 * follow it. At most one empty row is left behind.
 */
export function insertAddresses(rows: readonly AssignRow[], at: number, addresses: readonly string[], isSource = false): AssignRow[] {
  const current = rows[at]
  const isReplaced = current === undefined || isSource || !isFilled(current)
  const added = addresses.map((ip, index) => ({ ip, primary: isReplaced && index === 0 && current?.primary === true }))
  const before = rows.slice(0, at).filter(isFilled)
  const after = rows.slice(at + 1).filter(isFilled)
  return isReplaced ? [...before, ...added, ...after] : [...before, current, ...added, ...after]
}

/** Exactly one row is primary, or none (`undefined`). */
export const withPrimary = (rows: readonly AssignRow[], primary: number | undefined): AssignRow[] =>
  rows.map((row, index) => ({ ...row, primary: index === primary }))
