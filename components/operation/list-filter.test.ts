import { expect, test } from 'vitest'
import { listFilter, noParams } from './list-filter.ts'

const of = (params: Partial<typeof noParams>, me?: string) => listFilter({ ...noParams, ...params }, me)

test('a filter says only what it narrows', () => {
  expect([of({}), of({ q: ' ', who: ' ' }), of({ state: 'open' }), of({ state: 'failed', q: ' 10.0.1.9 ' })]).toEqual([
    {},
    {},
    { open: true },
    { q: '10.0.1.9', state: 'failed,partial' },
  ])
  expect(of({ kind: 'move', who: ' ann ', from: '2026-11-22T08:00+08:00', to: '2026-11-23T00:00:00.000Z' })).toEqual({
    kind: 'move',
    actor: 'ann',
    from: '2026-11-22T00:00:00.000Z',
    to: '2026-11-23T00:00:00.000Z',
  })
})

test('what a URL says and nobody offers narrows nothing', () => {
  expect(of({ state: 'made up', kind: 'constructor', from: 'yesterday', to: '2026-13-01' })).toEqual({})
})

test('mine are those of who reads, whoever else is named', () => {
  expect([of({ mine: '1', who: 'ann' }, 'usr_1'), of({ mine: '1', who: 'ann' }), of({ who: 'ann' }, 'usr_1')]).toEqual([
    { actor: 'usr_1' },
    {},
    { actor: 'ann' },
  ])
})
