import { eniOf, ipOf, ownedIp, vpcId } from '#faults/world/seed.ts'
import { assigns, releases } from './foreign.ts'
import type { NotPlayed, Row } from './row.ts'
import { minute, second, type Stage } from './stage.ts'
import { undoesAStranger } from '#faults/world/judge.ts'

const once = 'succeeded (task), +2, 1 request'
const observed = 'succeeded (observed), +2, 1 request'

/** Lets the worker send, loses the answer, and lets somebody else act before the first look. */
async function inTheWindow(stage: Stage, act: () => void): Promise<void> {
  stage.writesMeet({ kind: 'deaf', seen: 'reset' })
  await stage.ask()
  await stage.server()
  await stage.time.run(minute, () => stage.sent() > 0, 1)
  await stage.time.run(minute, () => stage.world.cloud.finishTasks().length > 0, 1)
  act()
  await stage.end()
}

/** H: other people and systems on the same ENI. */
export const otherRows: readonly Row[] = [
  {
    id: 'H1',
    name: 'Somebody adds an address while ours is unknown',
    injected: 'the console assigns one address to the same ENI; our answer is lost',
    ends: { explicit: observed, count: 'needs_attention difference, +2, 1 request' },
    play: (stage) => inTheWindow(stage, () => assigns(stage, 1, [ipOf(900)])),
  },
  {
    id: 'H2',
    name: 'Somebody adds an address while our task runs',
    injected: 'the console assigns one address to the same ENI right after our task has ended',
    ends: { explicit: once, 'count v3': once, 'count v2': 'needs_attention difference, +2, 1 request' },
    async play(stage) {
      await stage.ask()
      await stage.server()
      await stage.time.run(minute, () => stage.sent() > 0, 1)
      await stage.time.run(minute, () => stage.world.cloud.finishTasks().length > 0, 1)
      assigns(stage, 1, [ipOf(900)])
      await stage.end()
    },
  },
  {
    id: 'H3',
    name: 'Somebody takes a chosen address first',
    injected: 'another product takes the first of the two addresses between the form and the send',
    ends: { 'explicit v3': 'partial (task) address_in_use, +1, 1 request', 'explicit v2': 'partial (task) address_in_use, +1, 3 requests' },
    async play(stage) {
      await stage.ask()
      stage.world.cloud.take(vpcId, stage.ips(1)[0] ?? '', 'CFS', 'cfs-1')
      await stage.server()
      await stage.end()
    },
  },
  {
    id: 'H3b',
    name: 'Somebody takes it after our unknown request was not executed',
    injected: 'nothing arrives; then another product takes the first address',
    ends: {
      'explicit v3': 'partial (task) held_elsewhere, +1, 1 request',
      'explicit v2': 'partial (task) held_elsewhere, +1, 3 requests',
    },
    async play(stage) {
      stage.writesMeet({ kind: 'lost', seen: 'reset' })
      await stage.ask()
      await stage.server()
      await stage.time.run(minute, () => stage.sent() > 0, 1)
      await stage.run(second)
      stage.world.cloud.take(vpcId, stage.ips(1)[0] ?? '', 'CFS', 'cfs-1')
      await stage.end()
    },
  },
  {
    id: 'H4',
    name: 'The subnet is full',
    injected: 'refused for good: no address is left',
    ends: { 'count v2': 'failed subnet_full, +0, 1 request', 'count v3': 'failed subnet_full, +0, 1 request' },
    async play(stage) {
      const { cloud } = stage.world
      cloud.told.add('AssignPrivateIpAddresses', stage.api === 'v2' ? 'ResourceInsufficient' : 'ResourceInsufficient', 1)
      await stage.ask()
      await stage.server()
      await stage.end()
    },
  },
  {
    id: 'H5',
    name: 'The ENI is deleted before it is sent',
    injected: 'it is gone from the cloud when the worker reads it',
    ends: { all: 'failed eni_not_found, +0, 0 requests' },
    async play(stage) {
      await stage.ask()
      const eni = stage.world.cloud.world.enis.get(eniOf(1))
      if (eni) stage.world.cloud.world.removeEni(eni)
      await stage.server()
      await stage.end()
    },
  },
  {
    id: 'H6',
    name: 'Somebody removes ours right after success',
    injected: 'the console releases one of the two addresses 1 s after the end',
    ends: { explicit: once, count: once },
    async play(stage) {
      const id = await stage.ask()
      await stage.server()
      await stage.end()
      await stage.run(second)
      const [first] = (await stage.get(id)).addresses
      if (first) releases(stage, 1, first.ip)
      await stage.run(2 * minute)
    },
  },
  {
    id: 'H6b',
    name: 'Somebody removes one of ours while it is unknown',
    injected: 'the console releases one of the two addresses before the first look: it appeared and vanished between two reads',
    ends: { explicit: 'succeeded (observed), +3, 2 requests', count: 'needs_attention difference, +2, 1 request' },
    remains: { 'explicit v3': undoesAStranger, 'explicit v2': undoesAStranger },
    play: (stage) =>
      inTheWindow(stage, () => {
        const last = stage.world.onEni(1).at(-1)
        if (last !== undefined) releases(stage, 1, last)
      }),
  },
  {
    id: 'H6c',
    name: 'The cloud gives a count what we placed a moment ago and somebody removed since',
    injected: 'the console releases the first of two addresses that we had just placed; two more are asked for at once',
    ends: { count: `${once}; ${once}` },
    async play(stage) {
      const first = await stage.ask()
      await stage.server()
      await stage.end()
      const [removed] = (await stage.get(first)).addresses
      stage.must(removed !== undefined && releases(stage, 1, removed.ip), 'the console could not release it')
      await stage.ask()
      await stage.end()
    },
  },
  {
    id: 'H6d',
    name: 'The cloud gives a count that comes late what was there before and somebody removed meanwhile',
    injected:
      'the request of a second count arrives 150 s late; 10 s after it was sent the console releases one of the two addresses of the first',
    ends: { count: `${once}; ${observed}` },
    async play(stage) {
      stage.writesMeet(undefined, { kind: 'late', ms: 150 * second, seen: 'silence' })
      const first = await stage.ask()
      await stage.server()
      await stage.end()
      const [removed] = (await stage.get(first)).addresses
      await stage.run(3 * minute)
      await stage.ask()
      await stage.run(10 * second)
      stage.must(removed !== undefined && releases(stage, 1, removed.ip), 'the console could not release it')
      await stage.end()
      stage.must(removed !== undefined && stage.world.onEni(1).includes(removed.ip), 'the cloud gave it another one')
    },
  },
  {
    id: 'H7',
    name: 'Somebody gives a released address out again while the release is unknown',
    injected: 'the answer is lost; the console assigns the first address to the same ENI again before the first look',
    ends: { 'release v3': 'succeeded (observed), −2, 1 request', 'release v2': 'succeeded (observed), −3, 2 requests' },
    remains: { 'release v2': undoesAStranger },
    async play(stage) {
      await inTheWindow(stage, () => stage.must(assigns(stage, 1, stage.ips(1).slice(0, 1)), 'the console could not assign it'))
      await stage.run(2 * minute)
      const isThere = stage.world.onEni(1).includes(stage.ips(1)[0] ?? '')
      stage.must(isThere || stage.api === 'v2', 'what somebody else had assigned was released')
    },
  },
  {
    id: 'H9',
    name: 'Somebody releases the address while its move is unknown',
    injected: 'nothing of our move arrives; the console releases the address from its ENI',
    ends: { move: 'failed address_not_on_eni, →0, 0 requests' },
    async play(stage) {
      stage.writesMeet({ kind: 'lost', seen: 'reset' })
      await stage.ask()
      await stage.server()
      await stage.time.run(minute, () => stage.sent() > 0, 1)
      stage.must(releases(stage, 1, stage.ips(1)[0] ?? ''), 'the console could not release it')
      await stage.end()
    },
  },
  {
    id: 'H7b',
    name: 'Somebody removes an address that was there before',
    injected: 'the console releases an older address of the ENI while our count is unknown',
    ends: { explicit: observed, count: observed },
    play: (stage) => inTheWindow(stage, () => releases(stage, 1, ownedIp(1, 3))),
  },
  {
    id: 'H8',
    name: '“Quota exceeded” after our own unknown',
    injected: 'the first request fills the quota, its answer is lost, reads lag 40 s behind: the repeat is refused because of the quota',
    ends: { 'explicit v2': 'succeeded (observed), +2, 2 requests' },
    async play(stage) {
      const eni = stage.world.cloud.world.enis.get(eniOf(1))
      if (eni) eni.ipQuota = eni.addresses.length + 2
      stage.world.cloud.arm({ kind: 'stale', seconds: 40, action: 'DescribeNetworkInterfaces' })
      stage.writesMeet(
        { kind: 'deaf', seen: 'reset' },
        {
          kind: 'body',
          make: (reply) => ({ ...reply, body: JSON.stringify({ code: 5100, codeDesc: 'LimitExceeded', message: 'harness' }) }),
        },
      )
      await stage.ask()
      await stage.server()
      await stage.end()
    },
  },
]

export const otherNotPlayed: readonly NotPlayed[] = []
