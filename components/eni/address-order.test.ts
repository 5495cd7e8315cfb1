import { expect, test } from 'vitest'
import { inOrder } from './address-order.ts'

test('the primary address comes first, the others by number', () => {
  const addresses = ['10.0.0.77', '10.0.0.5', '10.0.0.60', '10.0.0.6'].map((ip) => ({ ip, isPrimary: ip === '10.0.0.60' }))
  expect(inOrder(addresses).map(({ ip }) => ip)).toEqual(['10.0.0.60', '10.0.0.5', '10.0.0.6', '10.0.0.77'])
})
