import { testRows } from './testing.ts'

testRows('EFGH')
