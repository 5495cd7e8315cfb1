import { expect, test } from 'vitest'
import { csvName } from './eni-csv.ts'

const at = new Date('2026-11-22T21:55:59Z')
test.each([
  [{ place: '', filtered: false }, 'enis-all-2026-11-22T21-55Z.csv'],
  [{ place: '', filtered: true }, 'enis-filtered-2026-11-22T21-55Z.csv'],
  [{ place: 'vpc-7t9nf3pu', filtered: false }, 'enis-vpc-7t9nf3pu-2026-11-22T21-55Z.csv'],
  [{ place: 'vpc-7t9nf3pu', filtered: true }, 'enis-vpc-7t9nf3pu-filtered-2026-11-22T21-55Z.csv'],
  [{ place: 'my account/1', filtered: false }, 'enis-my-account-1-2026-11-22T21-55Z.csv'],
])('the file of %j is called %s', (of, name) => expect(csvName(of, at)).toBe(name))
