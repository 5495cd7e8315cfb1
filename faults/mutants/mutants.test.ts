import { expect, it } from 'vitest'
import { rows } from '#faults/rows/all.ts'
import { endOf } from '#faults/rows/row.ts'
import { mutants } from './mutants.ts'
import { playMutant } from './play.ts'

it.each(mutants.map((mutant) => [mutant.id, mutant] as const))(
  'without the guard “%s” its row is red',
  { timeout: 240_000 },
  async (_, mutant) => {
    const row = rows.find(({ id }) => id === mutant.row)
    // Played and green with the guard: the tests of the rows.
    expect(row && endOf(row.ends, mutant)).toBeDefined()
    expect((await playMutant(mutant)).wrong).not.toEqual([])
  },
)
