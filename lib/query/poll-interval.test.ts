import { describe, expect, test } from 'vitest'
import { listIntervalMs, looksSinceTouched, noteTouched, pollIntervalMs } from './poll-interval.ts'

describe('how often a running operation is looked at', () => {
  const looksUntil = (seconds: number) => {
    let passed = 0
    let looks = 0
    while (passed < seconds * 1000) passed += pollIntervalMs(looks++)
    return looks
  }
  test('often at first, hardly at all later', () => {
    expect([looksUntil(3), looksUntil(15), looksUntil(30), looksUntil(120), looksUntil(600)]).toEqual([10, 23, 31, 49, 81])
    expect(pollIntervalMs(1000)).toBe(60_000)
  })
  test('failed looks wait longer each time, up to a minute or so', () => {
    for (const [failures, ms] of [
      [1, 2_000],
      [3, 8_000],
      [10, 60_000],
    ] as const) {
      expect(pollIntervalMs(0, failures)).toBeGreaterThanOrEqual(ms * 0.8)
      expect(pollIntervalMs(0, failures)).toBeLessThanOrEqual(ms * 1.2)
    }
  })
  test('a list looks more often while something in it moves', () => {
    expect(listIntervalMs(['succeeded', 'running'])).toBe(2_000)
    expect(listIntervalMs(['needs_attention'])).toBe(30_000)
    expect(listIntervalMs([])).toBe(30_000)
  })
  test('what a person has just done something to is looked at often again, however long it was watched', () => {
    const wait = (looks: number) => pollIntervalMs(looksSinceTouched('op-1', looks))
    expect(wait(100)).toBe(60_000)
    noteTouched('op-1', 101)
    expect([wait(101), wait(112), wait(200), pollIntervalMs(looksSinceTouched('op-2', 101))]).toEqual([300, 1_000, 60_000, 60_000])
    // The page was left for long, and its looks begin anew.
    expect([wait(1), wait(11), wait(112)]).toEqual([300, 1_000, 60_000])
  })
})
