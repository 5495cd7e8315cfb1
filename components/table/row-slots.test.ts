import { expect, test } from 'vitest'
import { slotsOf } from './row-slots.ts'

const item = (index: number) => ({ index, start: index * 40, end: index * 40 + 40 })

test('rows that follow each other have no room between them', () => {
  expect(slotsOf([item(5), item(6)], 400)).toEqual([{ gap: 200, from: 0 }, { index: 5 }, { index: 6 }, { gap: 120, from: 280 }])
})

test('a row far from the visible ones keeps its place', () => {
  expect(slotsOf([item(0), item(9)], 400)).toEqual([{ index: 0 }, { gap: 320, from: 40 }, { index: 9 }])
})

test('nothing drawn leaves all the room', () => {
  expect(slotsOf([], 400)).toEqual([{ gap: 400, from: 0 }])
  expect(slotsOf([], 0)).toEqual([])
})
