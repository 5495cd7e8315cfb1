import { describe, expect, it } from 'vitest'
import { rows } from './all.ts'
import { casesOf, playCase } from './play.ts'
import { caseName } from './row.ts'

/** The rows of these letters, each case a test of its own. Several files, so that they can run beside each other. */
export function testRows(letters: string): void {
  describe.each(rows.filter(({ id }) => letters.includes(id[0] ?? '')))('$id $name', (row) => {
    it.each(casesOf(row).map((one) => [caseName(one), one] as const))('%s', { timeout: 60_000 }, async (_, one) => {
      const played = await playCase(row, one)
      expect(played.wrong).toEqual([])
      expect(played.seen).toBe(played.expected)
    })
  })
}
