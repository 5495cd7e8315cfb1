import type { SharedStore } from '#faults/world/postgres.ts'
import { createStage } from './stage.ts'
import { caseName, cases, endOf, type Case, type Row } from './row.ts'

/** One case of one row, played. `wrong` is empty if it ended as it must. `remains`: what the judge says of it, and nothing can keep from happening. */
export type Played = {
  id: string
  case: string
  expected: string
  seen: string
  wrong: string[]
  remains: string[]
  doubles: number
  losts: number
}

/** The cases that a row has. */
export const casesOf = (row: Row): Case[] => cases.filter((one) => endOf(row.ends, one) !== undefined)

export async function playCase(row: Row, played: Case, shared?: SharedStore): Promise<Played> {
  const stage = await createStage(row, played, shared)
  const expected = endOf(row.ends, played) ?? ''
  try {
    await row.play(stage)
    const verdict = await stage.verdict()
    const { seen, doubles, losts } = verdict
    const known = row.remains?.[`${played.mode} ${played.api}`]
    const [remains, wrong] = [verdict.wrong.filter((line) => known?.test(line)), verdict.wrong.filter((line) => !known?.test(line))]
    if (known && remains.length === 0) wrong.push('what remains was not seen: is it over?')
    if (seen !== expected) wrong.unshift(`ended as “${seen}”`)
    return { id: row.id, case: caseName(played), expected, seen, wrong, remains, doubles, losts }
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { id: row.id, case: caseName(played), expected, seen: 'the row itself failed', wrong: [text], remains: [], doubles: 0, losts: 0 }
  } finally {
    await stage.close()
  }
}
