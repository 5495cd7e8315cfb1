import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { forgetDraft, loadDraft, newKey, saveDraft, type DraftStore } from './draft.ts'

const kind = { person: 'user-1', verb: 'assign', where: 'main/ap-guangzhou/eni-1', form: z.object({ count: z.number() }) }
const memory = (): DraftStore => {
  const kept = new Map<string, string>()
  return {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
  }
}

test('the key and what was typed outlive a reload, per person, form and place', () => {
  const store = memory()
  const first = loadDraft(store, kind)
  saveDraft(store, kind, { ...first, form: { count: 2 } })
  expect(loadDraft(store, kind)).toEqual({ key: first.key, form: { count: 2 } })
  expect(loadDraft(store, { ...kind, where: 'main/ap-guangzhou/eni-2' }).key).not.toBe(first.key)
  expect(loadDraft(store, { ...kind, verb: 'release' }).key).not.toBe(first.key)
  expect(loadDraft(store, { ...kind, person: 'user-2' }).key).not.toBe(first.key)
  forgetDraft(store, kind)
  expect(loadDraft(store, kind).key).not.toBe(first.key)
})

test('what was of its moment is not taken up again, but for a request without its answer', () => {
  const store = memory()
  const ticked = { ...kind, form: z.object({ reason: z.string(), tick: z.boolean() }) }
  const opening = { ...ticked, reopened: (form: { reason: string; tick: boolean }) => ({ ...form, tick: false }) }
  const form = { reason: 'CHG-7', tick: true }
  const draft = { ...loadDraft(store, opening), form }
  saveDraft(store, opening, draft)
  expect(loadDraft(store, opening).form).toEqual({ reason: 'CHG-7', tick: false })
  saveDraft(store, opening, { ...draft, unanswered: '{}' })
  expect(loadDraft(store, opening).form).toEqual(form)
})

test('a broken or foreign entry, or no storage at all, is a new draft and not a crash', () => {
  const store = memory()
  for (const stored of ['{"key":"short"}', '{"key":"assign-0123456789abcdef","form":{"count":"two"}}', '{']) {
    store.setItem('enidesk.user-1.assign:main/ap-guangzhou/eni-1', stored)
    expect(loadDraft(store, kind, () => 'made-now')).toEqual({ key: 'made-now' })
  }
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
  expect(loadDraft(off, kind, () => 'made-now')).toEqual({ key: 'made-now' })
  saveDraft(off, kind, { key: newKey('assign') })
  forgetDraft(undefined, kind)
})

test('keys are long enough for the server and never the same', () => {
  expect(newKey('release')).toMatch(/^release-[0-9a-f]{32}$/)
  expect(newKey('release')).not.toBe(newKey('release'))
})
