import { expect, test } from 'vitest'
import type { Found, UsedAddresses } from '#lib/server/inventory/types.ts'
import { search } from './search.ts'

/** The same block in so many VPCs. */
const everywhere = (count: number): Found['subnets'] =>
  Array.from({ length: count }, (_, n) => ({
    account: 'main',
    region: 'gz',
    vpcId: `vpc-${n}`,
    subnetId: `subnet-${n}`,
    name: `${n}`,
    cidr: '10.0.0.0/24',
    isRead: n !== 0,
  }))

test('of the same block in many VPCs the cloud is asked about a few, and what it was not asked about is not free', async () => {
  const asked: string[] = []
  const found: Found = {
    q: '10.0.0.9',
    kind: 'ip',
    items: [],
    subnets: everywhere(30),
    searched: [],
    observedAt: '2026-11-30T00:00:00.000Z',
  }
  const used = (isAsked: boolean): UsedAddresses => ({
    holderOf: () => undefined,
    taken: () => [],
    wasAsked: () => isAsked,
    complete: false,
    observedAt: 0,
  })
  const { subnets } = await search(
    {
      inventory: {
        search: async () => found,
        usedAddresses: async (_scope, vpcId, question) => {
          if (question) asked.push(vpcId)
          return used(question !== undefined)
        },
      },
      journal: { past: async () => [], held: async () => ({ locks: new Map(), claims: new Map() }) },
    },
    '10.0.0.9',
  )
  // The first could not be read: there is nothing that an answer could be held against.
  expect(asked).toEqual(['vpc-1', 'vpc-2', 'vpc-3', 'vpc-4'])
  expect(subnets.map(({ verdict }) => verdict?.code ?? 'not read')).toEqual([
    'not read',
    ...Array.from({ length: 4 }, () => 'free'),
    ...Array.from({ length: 25 }, () => 'unchecked'),
  ])
  expect(Object.keys(subnets[1] ?? {})).not.toContain('isRead')
})
