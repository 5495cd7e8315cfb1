import type { TransportReply } from '#lib/server/cloud/transport.ts'
import { assigns } from './foreign.ts'
import { ipOf } from '#faults/world/seed.ts'
import type { Row } from './row.ts'
import { minute, second, type Stage } from './stage.ts'

/** The reply as a replica gives it that does not know these addresses yet. */
const without =
  (ips: readonly string[]) =>
  (reply: TransportReply): TransportReply => ({
    ...reply,
    body: JSON.stringify(JSON.parse(reply.body), (_, value: unknown) =>
      Array.isArray(value) ? value.filter((one) => !isOf(one, ips)) : value,
    ),
  })
const isOf = (address: unknown, ips: readonly string[]): boolean =>
  typeof address === 'object' &&
  address !== null &&
  ips.some((ip) => Reflect.get(address, 'PrivateIpAddress') === ip || Reflect.get(address, 'privateIpAddress') === ip)

/** The first read of an ENI from when `isDue` on does not know the addresses that are there then, but those that were there at the start. */
function missesOnce(stage: Stage, ips: () => readonly string[], isDue: () => boolean): void {
  let isOver = false
  stage.world.network.foresee(({ action }) => {
    if (isOver || action !== 'DescribeNetworkInterfaces' || !isDue()) return undefined
    isOver = true
    return { kind: 'body', make: without(ips()) }
  })
}

/** D6: one read that is older than those before it. */
export const replicaRows: readonly Row[] = [
  {
    id: 'D6c',
    name: 'One read is older than the one before',
    injected:
      'nothing of the release arrives; the first look is answered by a replica that does not know yet that the addresses were ever there',
    ends: { 'release v3': 'succeeded (task), −2, 1 request' },
    async play(stage) {
      missesOnce(
        stage,
        () => stage.ips(1),
        () => stage.sent() > 0,
      )
      stage.writesMeet({ kind: 'lost', seen: 'reset' })
      await stage.ask()
      await stage.server()
      await stage.end()
    },
  },
  {
    id: 'D6d',
    name: 'The read before a count is an old one',
    injected:
      'another operation has just found an address there that somebody placed, and the read that the count is measured by does not show it; its answer is lost',
    ends: { count: 'succeeded (observed), +0, 0 requests; succeeded (observed), +2, 1 request' },
    async play(stage) {
      assigns(stage, 1, [ipOf(500)])
      await stage.server()
      stage.mine(await stage.world.accept({ mode: 'explicit', addresses: [{ ip: ipOf(500) }] }))
      await stage.end()
      let isAsked = false
      missesOnce(
        stage,
        () => [ipOf(500)],
        () => isAsked,
      )
      stage.writesMeet({ kind: 'deaf', seen: 'reset' })
      isAsked = true
      await stage.ask()
      await stage.end()
    },
  },
  {
    id: 'D6f',
    name: 'The read before a count is an old one, and the clock went an hour ahead',
    injected:
      'the machine’s clock is set right after the first operation; the read that the second is measured by does not show what the first has placed',
    ends: { count: 'succeeded (task), +2, 1 request; succeeded (task), +2, 1 request' },
    async play(stage) {
      const first = await stage.ask()
      await stage.server()
      await stage.end()
      const { addresses } = await stage.get(first)
      stage.time.setWall(60 * minute)
      // The first is watched, and due by this clock.
      await stage.run(5 * second)
      missesOnce(
        stage,
        () => addresses.map(({ ip }) => ip),
        () => true,
      )
      await stage.ask()
      await stage.end()
    },
  },
  {
    id: 'D6e',
    name: 'The first read after a silence is an old one',
    injected: 'the answer is lost, the ENI is not to be read for 25 s, and the first read then does not show what was done',
    ends: { explicit: 'succeeded (observed), +2, 1 request' },
    async play(stage) {
      missesOnce(
        stage,
        () => stage.ips(1),
        () => stage.time.elapsed() >= 25 * second,
      )
      stage.world.network.foresee((event) =>
        event.action === 'DescribeNetworkInterfaces' && stage.sent() > 0 && event.at < 25 * second ? { kind: 'refused' } : undefined,
      )
      stage.writesMeet({ kind: 'deaf', seen: 'reset' })
      await stage.ask()
      await stage.server()
      await stage.end()
    },
  },
  {
    id: 'D1b',
    name: 'The task fails after its addresses were seen',
    injected: 'the answer is lost; for 12 s the addresses are on the ENI, then the task fails and takes them back',
    world: { settings: { taskMs: 12_000 } },
    ends: {
      // Pending ones are not there yet; the repeat under the same token names the task that failed.
      'explicit v3': 'failed task_failed, +0, 2 requests',
      'explicit v2': 'needs_attention not_seen, +0, 1 request',
      count: 'needs_attention difference, +0, 1 request',
    },
    async play(stage) {
      stage.world.cloud.arm({ kind: 'task', plan: { end: 'failed' } })
      stage.writesMeet({ kind: 'deaf', seen: 'reset' })
      await stage.ask()
      await stage.server()
      await stage.end()
      // Whatever was said by then is judged by what is there when the task has ended.
      await stage.run(minute)
    },
  },
]
