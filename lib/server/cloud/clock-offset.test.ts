import { expect, it } from 'vitest'
import { createClockOffset } from './clock-offset.ts'

const at = Date.UTC(2026, 10, 22, 12, 0, 0)
const clock = { now: () => at, monotonic: () => 0 }
const learnt = (date: string | undefined, sentAt: number, receivedAt: number) => {
  const offset = createClockOffset(clock)
  offset.learn(date, sentAt, receivedAt)
  return offset.ms()
}

it.each([
  ['equal clocks', new Date(at).toUTCString(), at + 100, at + 200, 0],
  ['what the whole second explains', new Date(at).toUTCString(), at + 900, at + 990, 0],
  ['what a slow answer explains', new Date(at + 2_000).toUTCString(), at, at + 6_000, 0],
  ['a clock of ours that is six minutes late', new Date(at + 360_000).toUTCString(), at, at + 100, 360_450],
  ['one that is a day early', new Date(at - 86_400_000).toUTCString(), at, at, -86_399_500],
  ['no header', undefined, at, at, 0],
  ['nonsense', 'yesterday', at, at, 0],
])('%s', (_name, date, sentAt, receivedAt, expected) => {
  expect(learnt(date, sentAt, receivedAt)).toBe(expected)
})

it('forgets an offset once the clocks agree', () => {
  const offset = createClockOffset(clock)
  offset.learn(new Date(at + 360_000).toUTCString(), at, at)
  offset.learn(new Date(at).toUTCString(), at, at)
  expect(offset.ms()).toBe(0)
})

it('is never thought to be ahead of the cloud, whatever is done to our clock', () => {
  const ours = { wall: at, monotonic: 50 }
  const offset = createClockOffset({ now: () => ours.wall, monotonic: () => ours.monotonic })
  expect(offset.cloudNow()).toBe(at)
  offset.learn(new Date(at).toUTCString(), at, at)
  // Set three hours ahead, a second later.
  ours.wall += 3 * 3_600_000
  ours.monotonic += 1000
  expect(offset.cloudNow()).toBe(at + 1000)
  // Learned from the next answer.
  offset.learn(new Date(at + 1000).toUTCString(), ours.wall, ours.wall)
  expect(Math.abs(offset.cloudNow() - at - 1000)).toBeLessThanOrEqual(500)
  // Set back: the wall clock and what was learned are both too early, and neither ends anything too soon.
  ours.wall -= 6 * 3_600_000
  expect(offset.cloudNow()).toBeLessThanOrEqual(at + 1500)
})
