import type { NotPlayed, Row } from './row.ts'
import { minute, second } from './stage.ts'

const once = 'succeeded (task), +2, 1 request'
const hour = 60 * minute

/** A: what the browser and the way to the server do. */
export const browserRows: readonly Row[] = [
  {
    id: 'A1',
    name: 'Double click',
    injected: 'the same request twice at once, under one key',
    ends: { all: once },
    async play(stage) {
      const input = stage.input()
      const server = await stage.server()
      const [first, second_] = await stage.answers([server.serve(input), server.serve(input)])
      stage.must(first?.operation.id === second_?.operation.id, 'two operations under one key')
      stage.must(first?.replayed !== second_?.replayed, 'neither is told that it is a replay, or both are')
      await stage.end()
    },
  },
  {
    id: 'A2',
    name: 'Same key, another body',
    injected: 'a key that stands for a request is used for another one',
    ends: { all: once },
    async play(stage) {
      const input = stage.input()
      stage.mine((await stage.world.journal.accept(input)).operation.id)
      const other = { ...stage.world.input({ mode: 'count', count: 7 }, 2), key: input.key }
      stage.must((await stage.refusal(stage.world.journal.accept(other))) === 'key_reused', 'the other body is not refused')
      await stage.server()
      await stage.end()
    },
  },
  {
    id: 'A3',
    name: 'Same key, another person',
    injected: 'two people happen to have one key; the second asks on another ENI',
    ends: { all: `${once}; ${once}` },
    async play(stage) {
      const input = stage.input()
      const first = await stage.world.journal.accept(input)
      stage.mine(first.operation.id)
      const second_ = await stage.ask(2, { key: input.key, keyScope: 'bob', actor: 'bob' })
      stage.must(second_ !== first.operation.id, 'the second person is shown the first one’s operation')
      await stage.server()
      await stage.end()
    },
  },
  {
    id: 'A5',
    name: 'The answer 202 is lost',
    injected: 'the browser repeats the request after a reload, when the operation has ended',
    ends: { all: once },
    async play(stage) {
      const input = stage.input()
      stage.mine((await stage.world.journal.accept(input)).operation.id)
      await stage.server()
      await stage.end()
      stage.must((await stage.world.journal.accept(input)).replayed, 'the repeat is a new operation')
      await stage.run(30 * second)
    },
  },
  {
    id: 'A6',
    name: 'Two tabs, two keys, one ENI',
    injected: 'a second operation is asked for while the first is open',
    ends: { all: once },
    async play(stage) {
      await stage.ask()
      const other = stage.world.accept({ mode: 'count', count: 2 })
      stage.must((await stage.refusal(other)) === 'eni_busy', 'the second operation is not refused')
      await stage.server()
      await stage.end()
    },
  },
  {
    id: 'A6b',
    name: 'Two people, one address, two ENIs',
    injected: 'the same names are asked for on another ENI while the first operation is open',
    ends: { explicit: once },
    async play(stage) {
      await stage.ask()
      const other = stage.world.accept({ mode: 'explicit', addresses: stage.ips(1).map((ip) => ({ ip })) }, 2)
      stage.must((await stage.refusal(other)) === 'address_claimed', 'the address is given to two operations')
      await stage.server()
      await stage.end()
    },
  },
  {
    id: 'A7',
    name: 'Same key after 73 hours, operation still open',
    injected: 'nothing works on it for 73 h, the old keys are dropped, the request is repeated',
    ends: { all: once },
    async play(stage) {
      const input = stage.input()
      stage.mine((await stage.world.journal.accept(input)).operation.id)
      await stage.run(73 * hour)
      await stage.world.journal.purge()
      stage.must((await stage.world.journal.accept(input)).replayed, 'the key of an open operation is gone')
      await stage.server()
      await stage.end()
    },
  },
  {
    id: 'A8',
    name: 'The right is lost between 202 and the send',
    injected: 'the person’s role no longer allows changes when the worker comes to it',
    ends: { all: 'cancelled right_lost, +0, 0 requests' },
    async play(stage) {
      await stage.ask()
      stage.world.rights.mayWrite = false
      await stage.server()
      await stage.end()
    },
  },
  {
    id: 'A8b',
    name: 'The right is lost before a repeat',
    injected: 'nothing of the first request arrives, and the person’s role no longer allows changes when it would be sent again',
    ends: {
      'explicit v3': 'needs_attention not_seen, +0, 0 requests',
      'count v3': 'needs_attention difference, +0, 0 requests',
      'release v2': 'needs_attention no_change_seen, −0, 0 requests',
      'move v3': 'needs_attention no_change_seen, →0, 0 requests',
    },
    async play(stage) {
      stage.writesMeet({ kind: 'lost', seen: 'reset' })
      await stage.ask()
      await stage.server()
      await stage.time.run(minute, () => stage.sent() > 0, 1)
      stage.world.rights.mayWrite = false
      await stage.end()
      stage.must(stage.sent() === 1, 'it was sent again')
    },
  },
  {
    id: 'A10',
    name: 'The request comes to two servers',
    injected:
      'a load balancer repeats the POST at another server at once, which reads more slowly and is still judging it when the first has accepted it',
    ends: { all: once },
    async play(stage) {
      const [one, other] = [stage.world.spawn(), stage.world.spawn()]
      // The other is still judging when the first has written it.
      stage.world.network.foresee(({ process }) => (process === other.process.name ? { kind: 'slow', ms: second } : undefined))
      const input = stage.input()
      const both = await stage.answers([one.serve(input), other.serve(input)])
      stage.must(both[0]?.operation.id === both[1]?.operation.id, 'two operations under one key')
      stage.must(both[1]?.replayed === true, 'the second is not told that it is a replay')
      await one.start()
      await other.start('beside')
      await stage.end()
    },
  },
]

export const browserNotPlayed: readonly NotPlayed[] = [
  {
    id: 'A4',
    name: 'Key missing, too short, too long',
    why: 'refused by the route before the journal is asked: the tests of the routes hold it',
  },
  { id: 'A9', name: 'The session expires in mid-operation', why: 'the worker knows no sessions, only the right of the person: A8' },
]
