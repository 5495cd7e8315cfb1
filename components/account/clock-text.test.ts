import { expect, test } from 'vitest'
import { clockText } from './clock-text.ts'

test.each([
  [0, undefined],
  [499, undefined],
  [-499, undefined],
  [1500, { direction: 'clockAhead', unit: 'seconds', count: 2 }],
  [-90_000, { direction: 'clockBehind', unit: 'seconds', count: 90 }],
  [300_000, { direction: 'clockAhead', unit: 'minutes', count: 5 }],
  [-8 * 3_600_000, { direction: 'clockBehind', unit: 'hours', count: 8 }],
] as const)('%d ms', (offset, text) => expect(clockText(offset)).toEqual(text))
