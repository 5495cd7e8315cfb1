import { expect, test } from 'vitest'
import type { Eni } from '#lib/schema/eni.ts'
import { moveTargets } from './move-targets.ts'

const eni = (eniId: string, over: Partial<Eni> = {}): Eni => ({
  account: 'main',
  region: 'ap-guangzhou',
  vpcId: 'vpc-1',
  subnetId: 'subnet-1',
  eniId,
  name: eniId,
  isPrimary: false,
  state: 'inuse',
  privateIps: [],
  quota: { used: 2, limit: 10 },
  ...over,
})

test('every ENI that may be meant has its reason, and those that can take the address come first', () => {
  const source = eni('eni-0')
  const listed = [
    source,
    eni('eni-b', { quota: { used: 10, limit: 10 } }),
    eni('eni-c', { subnetId: 'subnet-2', quota: { used: 10, limit: 10 } }),
    eni('eni-d', { state: 'attaching' }),
    eni('eni-z'),
    eni('eni-y', { name: 'a', quota: { used: 99 } }),
    eni('eni-e', { state: 'made_next_year' }),
  ]
  expect(moveTargets(listed, source).map(({ eni: { eniId }, code }) => `${eniId} ${code}`)).toEqual([
    'eni-y ok',
    'eni-e ok',
    'eni-z ok',
    'eni-b quota_full',
    'eni-d eni_state',
    'eni-c other_subnet',
    'eni-0 same_eni',
  ])
})
