import { testRows } from './testing.ts'

testRows('AB')
