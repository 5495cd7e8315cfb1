import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { mutants } from './mutants/mutants.ts'
import { docFile, partOf, rowsInWords } from './report.ts'
import { notPlayed, rows } from './rows/all.ts'

/** The table of faults: how many there are under each letter. */
const table = { A: 10, B: 17, C: 18, D: 7, E: 8, F: 7, G: 6, H: 8 }
const page = readFileSync(docFile, 'utf8')

it('has every fault of the table, played or with the reason why not', () => {
  const ids = [...rows, ...notPlayed].map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  const wanted = Object.entries(table).flatMap(([letter, n]) => Array.from({ length: n }, (_, i) => `${letter}${i + 1}`))
  expect(wanted.filter((id) => !ids.includes(id))).toEqual([])
})

it('the page has the rows as they are now (npm run faults writes it)', () => {
  // The formatter may pad a table.
  const plain = (text: string) => text.replaceAll(/ +/g, ' ').replaceAll(/-{3,}/g, '---').trim()
  expect(plain(partOf(page, 'rows'))).toBe(plain(rowsInWords()))
})

it('the page names every guard', () => {
  const guards = partOf(page, 'guards')
  expect(mutants.filter(({ id, row }) => !guards.includes(`| ${id} |`) || !guards.includes(row)).map(({ id }) => id)).toEqual([])
})
