import { expect, it } from 'vitest'
import { playProcess } from './play.ts'
import { processRows } from './rows.ts'

/** A few of them here, all of them in `npm run faults`; two servers on PostgreSQL have their tests beside the worker. */
const some = ['B5', 'B16', 'E2']

it.each(processRows.filter(({ id }) => some.includes(id)).map((row) => [row.name, row] as const))(
  '%s',
  { timeout: 300_000 },
  async (_, row) => {
    const { seen, wrong } = await playProcess(row)
    expect(wrong).toEqual([])
    expect(seen).toMatch(row.end)
  },
)
