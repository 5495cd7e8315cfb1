import { testRows } from './testing.ts'

testRows('CD')
