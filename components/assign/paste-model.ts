import { parseAddressList, type AddressList } from '#lib/ip/parse-list.ts'
import { addressesPerOperationMax, harmlessVerdicts, type Verdict } from '#lib/schema/assign.ts'
import { filledRows, judgeRows, type AssignRow, type KnownHere } from './form-model.ts'

export type PastePlan = {
  found: string[]
  /** What will be put into the rows: usable, in the order pasted, as many as there is room for. */
  chosen: string[]
  unusable: Verdict[]
  /** Usable, and no room for them: what sets the limit. */
  leftOver: string[]
  leftOverBy: 'quota' | 'operation'
  rejected: AddressList['rejected']
}

/** What becomes of a pasted text beside the rows that are there already. Every part of it is in exactly one of the lists. */
export function planPaste(text: string, rows: readonly AssignRow[], known: KnownHere): PastePlan {
  const { addresses, rejected } = parseAddressList(text, addressesPerOperationMax)
  const verdicts = judgeRows([...rows, ...addresses.map((ip) => ({ ip, primary: false }))], known)
    .slice(rows.length)
    // What has no row yet cannot be named by one.
    .map((verdict) => (verdict?.row !== undefined && verdict.row > rows.length ? { ip: verdict.ip, code: verdict.code } : verdict))
  const plan: PastePlan = { found: addresses, chosen: [], unusable: [], leftOver: [], leftOverBy: 'quota', rejected }
  addresses.forEach((ip, index) => {
    const verdict = verdicts[index]
    if (verdict === undefined || harmlessVerdicts.includes(verdict.code)) plan.chosen.push(ip)
    else if (verdict.code === 'over_quota') plan.leftOver.push(ip)
    else plan.unusable.push(verdict)
  })
  const room = Math.max(0, addressesPerOperationMax - filledRows(rows).length)
  if (plan.chosen.length > room) plan.leftOverBy = 'operation'
  plan.leftOver.unshift(...plan.chosen.splice(room))
  return plan
}

/** Everything that will not be added, one a line, to be taken elsewhere. */
export const notAdded = ({ unusable, leftOver, rejected }: PastePlan): string =>
  [...unusable.map(({ ip }) => ip), ...leftOver, ...rejected.map(({ text }) => text)].join('\n')
