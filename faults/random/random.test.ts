import { expect, it } from 'vitest'
import { playSchedules } from '#faults/schedules.ts'

/** The same ones every time: the gate must not depend on luck. `npm run faults` plays others. */
const [from, count] = [1_000, 32]

it('holds in random schedules of faults, servers and other people', { timeout: 600_000 }, async () => {
  const { failed, doubles, losts, operations } = await playSchedules(from, count, () => undefined)
  expect(failed.map(({ seed, wrong, smallest }) => ({ seed, wrong, smallest }))).toEqual([])
  expect({ doubles, losts }).toEqual({ doubles: 0, losts: 0 })
  expect(operations).toBeGreaterThan(10 * count)
})
