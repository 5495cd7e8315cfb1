import { expect, test } from 'vitest'
import { forgetDraft, loadDraft, newKey, saveDraft, type DraftStore } from './draft.ts'
import { blankForm } from './form-model.ts'

const where = { account: 'main', region: 'ap-guangzhou', eniId: 'eni-1' }
const memory = (): DraftStore => {
  const kept = new Map<string, string>()
  return {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
  }
}

test('the key and what was typed outlive a reload, per ENI', () => {
  const store = memory()
  const first = loadDraft(store, where)
  saveDraft(store, where, { ...first, form: blankForm('count') })
  expect(loadDraft(store, where)).toEqual({ key: first.key, form: blankForm('count') })
  expect(loadDraft(store, { ...where, eniId: 'eni-2' }).key).not.toBe(first.key)
  forgetDraft(store, where)
  expect(loadDraft(store, where).key).not.toBe(first.key)
})

test('a broken or foreign entry, or no storage at all, is a new draft and not a crash', () => {
  const store = memory()
  store.setItem('enidesk.assign:main/ap-guangzhou/eni-1', '{"key":"short"}')
  expect(loadDraft(store, where, () => 'made-now')).toEqual({ key: 'made-now' })
  const off: DraftStore = {
    getItem: () => {
      throw new Error('off')
    },
    setItem: () => {
      throw new Error('off')
    },
    removeItem: () => {
      throw new Error('off')
    },
  }
  expect(loadDraft(off, where, () => 'made-now')).toEqual({ key: 'made-now' })
  saveDraft(off, where, { key: newKey() })
  forgetDraft(undefined, where)
})

test('keys are long enough for the server and never the same', () => {
  expect(newKey()).toMatch(/^assign-[0-9a-f]{32}$/)
  expect(newKey()).not.toBe(newKey())
})
