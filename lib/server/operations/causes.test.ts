import { expect, expectTypeOf, it } from 'vitest'
import { operationCauses, toOperationCause, type OperationCause } from '#lib/schema/operation-cause.ts'
import type { CloudCause } from '#lib/server/cloud/client.ts'
import { stepError } from './progress.ts'

it('every word of the drivers is one that the screens translate', () => {
  expectTypeOf<CloudCause>().toExtend<OperationCause>()
  expect(new Set(operationCauses).size).toBe(operationCauses.length)
})

it('a word nobody knows is never shown', () => {
  expect(toOperationCause('SomethingNew')).toBe('unknown_code')
  expect(toOperationCause(undefined)).toBe('unknown_code')
  expect(toOperationCause('subnet_full')).toBe('subnet_full')
  expect(stepError.parse({ code: 'SomethingNew', cloudCode: 'New' })).toEqual({ code: 'unknown_code', cloudCode: 'New' })
})
