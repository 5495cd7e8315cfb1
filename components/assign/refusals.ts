import { holder, verdictCodes, type Verdict } from '#lib/schema/assign.ts'
import type { ProblemField } from '#lib/schema/problem.ts'

const isVerdict = (code: string): code is Verdict['code'] => verdictCodes.some((known) => known === code)
const rowPath = /^addresses\.(\d+)(?:\.ip)?$/

/** What the server refused row by row, as verdicts by address. `sent`: the addresses in the order of the body. */
export function refusedRows(fields: readonly ProblemField[], sent: readonly string[]): Map<string, Verdict> {
  const refused = new Map<string, Verdict>()
  for (const { path, code, params } of fields) {
    const ip = sent[Number(rowPath.exec(path)?.[1] ?? Number.NaN)]
    if (ip === undefined || !isVerdict(code)) continue
    // The holder comes as one object, or its fields lie in `params` themselves.
    const parsed = holder.safeParse(params?.holder ?? params ?? {})
    const until = typeof params?.until === 'string' ? params.until : undefined
    const row = typeof params?.row === 'number' ? params.row : undefined
    refused.set(ip, { ip, code, ...(parsed.success && Object.keys(parsed.data).length > 0 ? { holder: parsed.data } : {}), until, row })
  }
  return refused
}

/** What the server refused at a time, epoch milliseconds by its own clock. */
export type Refused = { at: number; verdicts: ReadonlyMap<string, Verdict> }

/** Known by our own journal, which every check reads anew; who has an address is as old as the inventory. */
const ofTheJournal: readonly Verdict['code'][] = ['claimed', 'cooling']

/**
 * What of a refusal no check has overtaken. `check`: the newest one; when it came and what its inventory was as of, as `at`. Undefined:
 * there is none.
 */
export const stillRefused = ({ at, verdicts }: Refused, check: { answeredAt: number; observedAt: number } | undefined): Verdict[] =>
  [...verdicts.values()].filter(
    ({ code }) => check === undefined || (ofTheJournal.includes(code) ? check.answeredAt : check.observedAt) < at,
  )
