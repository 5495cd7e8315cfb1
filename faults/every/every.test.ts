import { describe, expect, it } from 'vitest'
import { caseName, cases } from '#faults/rows/row.ts'
import { blowsOf, playBlow } from './every.ts'

/** Every fifth here, all of them in `npm run faults`. */
const step = 5

describe.each(cases.map((one, i) => [caseName(one), one, i] as const))('a server struck at its I/O events (%s)', (_, one, i) => {
  it('ends as if nothing had happened, or asks a person', { timeout: 300_000 }, async () => {
    const blows = await blowsOf(one)
    expect(blows.length).toBeGreaterThan(100)
    for (const blow of blows.filter((_blow, n) => n % step === i % step)) {
      const { wrong } = await playBlow(one, blow)
      expect({ blow, wrong }).toEqual({ blow, wrong: [] })
    }
  })
})
