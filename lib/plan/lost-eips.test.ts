import { expect, test } from 'vitest'
import { lostEips } from './lost-eips.ts'

const eip = { eipId: 'eip-1', publicIp: '1.2.3.4' }
const addresses = [
  { ip: '10.0.0.5', outcome: 'done' as const, eip },
  { ip: '10.0.0.6', outcome: 'failed' as const, eip: { eipId: 'eip-2' } },
  { ip: '10.0.0.7', outcome: 'done' as const, eip: { eipId: 'eip-3' } },
  { ip: '10.0.0.8', outcome: 'done' as const },
]

test.each([
  ['of the addresses in question', 'release', ['10.0.0.5', '10.0.0.8'], ['1.2.3.4']],
  ['not of one that is still there', 'release', ['10.0.0.6'], []],
  ['by its id where no public IP is told', 'release', ['10.0.0.7'], ['eip-3']],
  ['not by a move, of which nobody knows', 'move', ['10.0.0.5'], []],
] as const)('what a release took away: %s', (_, kind, ips, expected) => expect(lostEips({ kind, addresses }, ips)).toEqual(expected))
