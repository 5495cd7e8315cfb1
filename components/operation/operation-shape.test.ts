import { expect, test } from 'vitest'
import { causesIn, cloudWords, durationParts, tookMs } from './operation-shape.ts'

test('durations', () => {
  expect([400, 8_000, 61_000, 3_660_000].map((ms) => durationParts(ms).unit)).toEqual(['milliseconds', 'seconds', 'minutes', 'hours'])
  expect(durationParts(3_661_000).values).toEqual({ s: 1, m: 1, h: 1 })
  const at = '2026-11-22T14:02:11.000Z'
  expect([tookMs({ createdAt: at, endedAt: '2026-11-22T14:02:19.500Z' }, 0), tookMs({ createdAt: at }, Date.parse(at) - 900)]).toEqual([
    8_500, 0,
  ])
})

test('each cause once, the operation’s own first; the cloud’s words from the last attempt that had any', () => {
  const failed = (ip: string, cause?: string) => ({ ip, outcome: 'failed' as const, cause })
  expect(
    causesIn({ error: { code: 'task_failed' }, addresses: [failed('a', 'address_in_use'), failed('b', 'address_in_use'), failed('c')] }),
  ).toEqual(['task_failed', 'address_in_use'])
  const attempt = { k: 1, traceId: 't' }
  const steps = [{ n: 1, state: 'failed' as const, addresses: [], attempts: [{ ...attempt, cloudCode: 'A', requestId: 'r' }, attempt] }]
  expect(cloudWords({ steps })).toEqual({ code: 'A', message: undefined, requestId: 'r' })
  expect(cloudWords({ steps: [] })).toBeUndefined()
})
