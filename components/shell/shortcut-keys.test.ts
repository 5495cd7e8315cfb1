import { expect, test } from 'vitest'
import { shortcutOf } from './shortcut-keys.ts'
import type { KeyPress } from './shortcut-keys.ts'

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrl: false,
  alt: false,
  composing: false,
  inField: false,
  modal: false,
  singleKeys: true,
  ...more,
})

test('g and then a letter goes to a page, and only then', () => {
  expect(shortcutOf(press('g'), false)).toEqual({ prefix: true })
  expect(shortcutOf(press('n'), true).action).toBe('enis')
  expect(shortcutOf(press('o'), true).action).toBe('operations')
  expect(shortcutOf(press('h'), true).action).toBe('home')
  expect(shortcutOf(press('a'), true).action).toBe('audit')
  expect(shortcutOf(press('s'), true).action).toBe('accounts')
  expect(shortcutOf(press('n'), false).action).toBeUndefined()
  expect(shortcutOf(press('a'), false)).toEqual({ prefix: false })
})

test.each([
  ['inside a field', { inField: true }],
  ['inside a dialog or menu', { modal: true }],
  ['while an input method composes', { composing: true }],
  ['when switched off', { singleKeys: false }],
  ['with Alt', { alt: true }],
])('single keys do nothing %s', (_, more) => {
  for (const key of ['/', '?', 'g']) expect(shortcutOf(press(key, more), false)).toEqual({ prefix: false })
})

test('Ctrl K works in fields and without single keys, but not over a dialog', () => {
  expect(shortcutOf(press('k', { ctrl: true, inField: true, singleKeys: false }), false).action).toBe('openSearch')
  expect(shortcutOf(press('K', { ctrl: true }), false).action).toBe('openSearch')
  expect(shortcutOf(press('k', { ctrl: true, modal: true }), false).action).toBeUndefined()
})
