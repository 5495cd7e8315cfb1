import { describe, expect, it } from 'vitest'
import { caseName } from './row.ts'
import { casesOf, playCase } from './play.ts'
import { wireRows } from './wire.ts'

describe.each([...wireRows])('$id $name', (row) => {
  it.each(casesOf(row).map((one) => [caseName(one), one] as const))('%s', async (_, one) => {
    const played = await playCase(row, one)
    expect(played.wrong).toEqual([])
    expect(played.seen).toBe(played.expected)
  })
})
