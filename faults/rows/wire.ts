import type { TransportReply } from '#lib/server/cloud/transport.ts'
import type { NotPlayed, Row } from './row.ts'
import { answerToAssign, releases } from './foreign.ts'
import { minute, second, type Stage } from './stage.ts'
import type { Weather } from '#faults/world/wire.ts'
import { ipOf, vpcId } from '#faults/world/seed.ts'
import { undoesAStranger } from '#faults/world/judge.ts'

const once = 'succeeded (task), +2, 1 request'
const observed = 'succeeded (observed), +2, 1 request'
const countNever = { 'count v3': once, 'count v2': 'needs_attention difference, +0, 0 requests' } as const

export const plays =
  (...weathers: (Weather | undefined)[]) =>
  async (stage: Stage) => {
    stage.writesMeet(...weathers)
    await stage.ask()
    await stage.server()
    await stage.end()
  }

const json = (body: unknown) => (reply: TransportReply) => ({ ...reply, body: JSON.stringify(body) })
/** What the cloud answers with this code, in the words of the API that is asked. */
export const refusal = (stage: Stage, v2: { code: number; codeDesc: string }, v3: string) =>
  json(stage.api === 'v2' ? { ...v2, message: 'harness' } : { Response: { Error: { Code: v3, Message: 'harness' }, RequestId: 'r-1' } })

/** C: the way to the cloud and back. */
export const wireRows: readonly Row[] = [
  {
    id: 'C1',
    name: 'DNS fails, connection refused, slow connection',
    injected: 'no name, then refused, then a connection that takes 12 s and so comes too late',
    ends: { all: once },
    play: plays({ kind: 'dns' }, { kind: 'refused' }, { kind: 'slow_connect', ms: 12 * second }),
  },
  {
    id: 'C2',
    name: 'TLS fails',
    injected: 'every handshake of a write fails',
    ends: { all: 'failed cloud_unreachable, +0, 0 requests' },
    play: plays(...Array.from({ length: 200 }, (): Weather => ({ kind: 'tls' }))),
  },
  {
    id: 'C3',
    name: 'Reset after the last byte, not executed',
    injected: 'all is written, nothing arrives',
    ends: { all: once, ...countNever },
    play: plays({ kind: 'lost', seen: 'reset' }),
  },
  {
    id: 'C3b',
    name: 'No request ever arrives',
    injected: 'all of every request is written, and nothing arrives',
    ends: {
      'explicit v2': 'needs_attention not_seen, +0, 0 requests',
      'count v3': 'needs_attention difference, +0, 0 requests',
      'release v2': 'needs_attention no_change_seen, −0, 0 requests',
      'move v3': 'needs_attention no_change_seen, →0, 0 requests',
    },
    async play(stage) {
      await plays(...Array.from({ length: 200 }, (): Weather => ({ kind: 'lost', seen: 'reset' })))(stage)
      stage.must(stage.sent() <= 5, `${stage.sent()} requests of unknown fate`)
    },
  },
  {
    id: 'C4',
    name: 'Reset after the last byte, executed',
    injected: 'the connection is reset when the cloud has done it',
    ends: { all: observed },
    play: plays({ kind: 'deaf', seen: 'reset' }),
  },
  {
    id: 'C5',
    name: 'No answer, executed later',
    injected: 'silence until the deadline; it arrives after 60 s',
    ends: { all: 'succeeded (task), +2, 2 requests', count: observed },
    async play(stage) {
      await plays({ kind: 'late', ms: minute, seen: 'silence' })(stage)
      await stage.run(2 * minute)
    },
  },
  {
    id: 'C5b',
    name: 'No answer, executed later, the cloud ignores the token',
    injected: 'silence until the deadline; it arrives after 60 s, and a repeat would be executed as well',
    ends: { 'count v3': observed },
    async play(stage) {
      stage.world.cloud.arm({ kind: 'token_ignored', times: 9 })
      await plays({ kind: 'late', ms: minute, seen: 'silence' })(stage)
      await stage.run(2 * minute)
    },
  },
  { id: 'C6', name: 'The answer is cut', injected: 'the body ends in its middle', ends: { all: observed }, play: plays({ kind: 'cut' }) },
  {
    id: 'C7',
    name: 'A gateway answers, executed',
    injected: '502 with HTML though the cloud has done it',
    ends: { all: observed },
    play: plays({ kind: 'gateway', status: 502, executed: true }),
  },
  {
    id: 'C7b',
    name: 'A gateway answers, not executed',
    injected: '503, then 504, and the cloud heard nothing',
    ends: { all: once, 'count v2': 'needs_attention difference, +0, 0 requests' },
    play: plays({ kind: 'gateway', status: 503, executed: false }, { kind: 'gateway', status: 504, executed: false }),
  },
  {
    id: 'C8',
    name: 'An answer without the API’s envelope',
    injected: '200 and valid JSON, but no RequestId (v3), no code (v2); executed',
    ends: { all: observed },
    play: plays({ kind: 'body', make: json({ ok: true }) }),
  },
  {
    id: 'C9',
    name: '“Internal error”, executed',
    injected: 'the code of an internal failure, though it was done',
    ends: { all: observed },
    play: (stage) => plays({ kind: 'body', make: refusal(stage, { code: 6000, codeDesc: 'InternalError' }, 'InternalError') })(stage),
  },
  {
    id: 'C9b',
    name: 'A code that no table lists, executed',
    injected: 'a code nobody has heard of, though it was done',
    ends: { all: observed },
    play: (stage) => plays({ kind: 'body', make: refusal(stage, { code: 7777, codeDesc: 'Brand.New' }, 'Brand.New') })(stage),
  },
  {
    id: 'C10',
    name: 'Rate limit',
    injected: 'three refusals because of the rate',
    ends: { all: 'succeeded (task), +2, 4 requests' },
    async play(stage) {
      const code = stage.api === 'v2' ? 4400 : 'RequestLimitExceeded'
      stage.world.cloud.told.add(stage.action, code, 3)
      await plays()(stage)
    },
  },
  {
    id: 'C11',
    name: 'Busy after an unknown of our own',
    injected: 'the answer is lost, the ENI is not to be read for 25 s, then the task still runs',
    world: { settings: { taskMs: 40_000 } },
    ends: { all: observed, 'release v2': 'succeeded (observed), −2, 2 requests' },
    async play(stage) {
      stage.world.network.foresee((event) =>
        event.action === 'DescribeNetworkInterfaces' && stage.sent() > 0 && event.at < 25 * second ? { kind: 'refused' } : undefined,
      )
      await plays({ kind: 'deaf', seen: 'reset' })(stage)
    },
  },
  {
    id: 'C12',
    name: 'The network delivers twice',
    injected: 'the same bytes arrive again after 3 s',
    ends: { all: 'succeeded (task), +2, 2 requests' },
    async play(stage) {
      await plays({ kind: 'copy', ms: 3 * second })(stage)
      await stage.run(10 * second)
    },
  },
  {
    id: 'C12b',
    name: 'The network delivers twice, the cloud does not know it again',
    injected:
      'the same bytes arrive again after 30 s, and neither token (v3) nor nonce (v2) keeps them out; a count comes twice, and it is told',
    ends: { explicit: 'succeeded (task), +2, 2 requests', count: 'succeeded (task), +4, 2 requests' },
    remains: { 'count v3': /double effect/, 'count v2': /double effect/ },
    async play(stage) {
      const { cloud } = stage.world
      cloud.arm({ kind: 'token_ignored', times: 9 })
      stage.writesMeet({ kind: 'copy', ms: 30 * second })
      const id = await stage.ask()
      await stage.server()
      await stage.end()
      stage.time.after(20 * second, () => cloud.forgetNonces())
      await stage.run(2 * minute)
      const told = (await stage.get(id)).findings.map(({ code }) => code)
      stage.must(stage.mode === 'explicit' || told.includes('late_arrival'), 'nobody is told of what came a second time')
    },
  },
  {
    id: 'C13',
    name: 'The answer of another program’s request',
    injected: 'a proxy mixes up two answers: this one names two addresses of another ENI, and the task that has placed them',
    ends: { 'explicit v3': observed, 'count v3': 'needs_attention difference, +2, 1 request' },
    play: (stage) => {
      const body = answerToAssign(stage, 5, [ipOf(501), ipOf(502)])
      return plays({ kind: 'body', make: (reply) => ({ ...reply, body }) })(stage)
    },
  },
  {
    id: 'C13c',
    name: 'The answer of another request of ours',
    injected: 'a proxy mixes up two answers: this one is the answer to the request before, whose task fails',
    ends: { all: `failed task_failed, +0, 1 request; ${observed}` },
    async play(stage) {
      stage.writesMeet(undefined, { kind: 'mixed' })
      stage.world.cloud.arm({ kind: 'task', plan: { end: 'failed' } })
      await stage.ask(5)
      await stage.server()
      await stage.end()
      await stage.ask()
      await stage.end()
    },
  },
  {
    id: 'C13b',
    name: 'The refusal of another request',
    injected: 'a proxy mixes up two answers: this one says that an address is in use, and a count named none',
    ends: { 'count v2': 'failed address_in_use, +0, 1 request; succeeded (observed), +2, 1 request' },
    async play(stage) {
      const { world } = stage
      stage.writesMeet(undefined, { kind: 'mixed' })
      const first = world.input({ mode: 'explicit', addresses: [{ ip: ipOf(501) }] }, 5)
      world.cloud.take(vpcId, ipOf(501), 'CFS', 'cfs-1')
      stage.mine((await world.journal.accept(first)).operation.id)
      await stage.server()
      await stage.time.run(minute, () => stage.sent() > 0, 1)
      await stage.ask()
      await stage.end()
    },
  },
  {
    id: 'C14',
    name: 'Only one of two came',
    injected: 'the task says success, one address is there',
    ends: {
      explicit: 'needs_attention task_succeeded_but_absent, +1, 1 request',
      'count v3': 'needs_attention task_succeeded_but_absent, +1, 1 request',
      'count v2': 'needs_attention difference, +1, 1 request',
      release: 'needs_attention task_succeeded_but_unchanged, −1, 1 request',
    },
    async play(stage) {
      stage.world.cloud.arm({ kind: 'task', plan: { end: 'partial', keep: 1 } })
      await plays()(stage)
    },
  },
  {
    id: 'C16',
    name: 'A redirect',
    injected: '301 to another host',
    ends: { all: once, ...countNever },
    play: plays({ kind: 'gateway', status: 301, executed: false }),
  },
  {
    id: 'C17',
    name: 'The answer comes too slowly',
    injected: 'it takes 75 s, the deadline is 15 s; executed at once',
    ends: { all: observed },
    play: plays({ kind: 'slow', ms: 75 * second }),
  },
  {
    id: 'C18',
    name: 'A late copy after the end',
    injected:
      'the first request arrives after 100 s, when a second one has done it and somebody has released both addresses in the console',
    ends: { explicit: 'succeeded (task), +4, 2 requests; succeeded (task), +2, 1 request' },
    // The copy undoes what was done in the console: whoever releases there cannot be told to wait.
    remains: { 'explicit v3': undoesAStranger, 'explicit v2': undoesAStranger },
    async play(stage) {
      // Where the token is honoured, a late copy places nothing.
      stage.world.cloud.arm({ kind: 'token_ignored', times: 9 })
      stage.writesMeet({ kind: 'late', ms: 100 * second, seen: 'reset' })
      await stage.ask()
      await stage.server()
      await stage.end()
      for (const ip of stage.ips(1)) releases(stage, 1, ip)
      const again = () => stage.world.accept({ mode: 'explicit', addresses: stage.ips(1).map((ip) => ({ ip })) }, 2)
      stage.must((await stage.refusal(again())) === 'address_cooling', 'the addresses are given to another operation while a copy may come')
      const release = stage.world.acceptInput(stage.world.releaseInput(stage.ips(1), 1))
      stage.must((await stage.refusal(release)) === 'address_cooling', 'a release is let in while a copy may place them again')
      await stage.run(100 * second)
      stage.must(stage.world.onEni(1).includes(stage.ips(1)[0] ?? ''), 'the copy did not arrive: the row shows nothing')
      stage.must((await stage.refusal(again())) === 'address_cooling', 'the addresses are given away before the copy is impossible')
      for (const ip of stage.ips(1)) releases(stage, 1, ip)
      await stage.run(5 * minute)
      stage.mine(await again())
      await stage.end()
    },
  },
]

export const wireNotPlayed: readonly NotPlayed[] = []
