import { createStage } from './stage.ts'
import { caseName, cases, endOf, type Case, type Row } from './row.ts'

/** One case of one row, played. `wrong` is empty if it ended as it must. */
export type Played = { id: string; case: string; expected: string; seen: string; wrong: string[]; doubles: number; losts: number }

/** The cases that a row has. */
export const casesOf = (row: Row): Case[] => cases.filter((one) => endOf(row.ends, one) !== undefined)

export async function playCase(row: Row, played: Case): Promise<Played> {
  const stage = await createStage(row, played)
  const expected = endOf(row.ends, played) ?? ''
  try {
    await row.play(stage)
    const { seen, wrong, ...figures } = await stage.verdict()
    return {
      id: row.id,
      case: caseName(played),
      expected,
      seen,
      wrong: seen === expected ? wrong : [`ended as “${seen}”`, ...wrong],
      ...figures,
    }
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { id: row.id, case: caseName(played), expected, seen: 'the row itself failed', wrong: [text], doubles: 0, losts: 0 }
  } finally {
    await stage.close()
  }
}
