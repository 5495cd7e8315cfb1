import { expect, test } from 'vitest'
import { shownState } from './operation.ts'

test('unconfirmed is a word for what still runs', () => {
  expect([
    shownState({ state: 'running', unconfirmed: true }),
    shownState({ state: 'running', unconfirmed: false }),
    shownState({ state: 'needs_attention', unconfirmed: true }),
    shownState({ state: 'succeeded', unconfirmed: true }),
  ]).toEqual(['unconfirmed', 'running', 'needs_attention', 'succeeded'])
})
