import { eniOf, ipOf } from '#faults/world/seed.ts'
import type { NotPlayed, Row } from './row.ts'
import { minute, type Stage } from './stage.ts'

const once = 'succeeded (task), +2, 1 request'

const plays = async (stage: Stage) => {
  await stage.ask()
  await stage.server()
  await stage.end()
}

/** D: the asynchronous task. */
export const taskRows: readonly Row[] = [
  {
    id: 'D1',
    name: 'The task fails, nothing is done',
    injected: 'accepted; the task ends as failed and takes the addresses back',
    ends: { all: 'failed task_failed, +0, 1 request' },
    async play(stage) {
      stage.world.cloud.arm({ kind: 'task', plan: { end: 'failed' } })
      await plays(stage)
    },
  },
  {
    id: 'D2',
    name: 'The task fails, the addresses are there',
    injected: 'the task ends as failed and the effect stays',
    ends: {
      all: 'needs_attention task_failed_but_present, +2, 1 request',
      release: 'needs_attention task_failed_but_done, −2, 1 request',
      move: 'needs_attention task_failed_but_done, →1, 1 request',
    },
    async play(stage) {
      stage.world.cloud.arm({ kind: 'task', plan: { end: 'kept' } })
      await plays(stage)
    },
  },
  {
    id: 'D2b',
    name: 'The same, and reads lag behind',
    injected:
      'the task ends as failed and the effect stays; for 40 s lists show what was true before: the end is wrong, and it is told afterwards',
    // When an address was created tells the truth at once.
    ends: { all: 'failed task_failed, +2, 1 request', 'release v3': 'needs_attention task_failed_but_done, −2, 1 request' },
    async play(stage) {
      stage.world.cloud.arm({ kind: 'stale', seconds: 40, action: 'DescribeNetworkInterfaces' })
      stage.world.cloud.arm({ kind: 'task', plan: { end: 'kept' } })
      await plays(stage)
      // What is seen then is what the judge asks for: an effect of which nothing tells is a lost one.
      await stage.run(2 * minute)
    },
  },
  {
    id: 'D3',
    name: 'The task succeeds, the addresses are not there',
    injected: 'success without effect',
    ends: {
      explicit: 'needs_attention task_succeeded_but_absent, +0, 1 request',
      'count v3': 'needs_attention task_succeeded_but_absent, +0, 1 request',
      'count v2': 'needs_attention difference, +0, 1 request',
      release: 'needs_attention task_succeeded_but_unchanged, −0, 1 request',
      move: 'needs_attention task_succeeded_but_unchanged, →0, 1 request',
    },
    async play(stage) {
      stage.world.cloud.arm({ kind: 'task', plan: { end: 'hollow' } })
      await plays(stage)
    },
  },
  {
    id: 'D4',
    name: 'The task never ends',
    injected: 'it runs for longer than 15 min',
    world: { settings: { manualTasks: true } },
    ends: { all: 'needs_attention task_still_running, +2, 1 request' },
    async play(stage) {
      await plays(stage)
      await stage.run(minute)
    },
  },
  {
    id: 'D4b',
    name: 'The task ends after a person was asked',
    injected: 'it ends well after 18 min, and nobody did anything',
    world: { settings: { taskMs: 18 * minute } },
    ends: { all: once, 'count v2': 'needs_attention difference, +2, 1 request' },
    async play(stage) {
      await plays(stage)
      await stage.run(5 * minute)
    },
  },
  {
    id: 'D4c',
    name: 'The first of two requests is settled when the ENI is free for others',
    injected: 'twelve addresses in two requests; the task of the first runs for 18 min, and the ENI was let go before',
    world: { settings: { manualTasks: true } },
    ends: { 'explicit v3': 'partial (task) lock_freed, +10, 1 request' },
    async play(stage) {
      const addresses = Array.from({ length: 12 }, (_, n) => ({ ip: ipOf(n) }))
      stage.mine(await stage.world.accept({ mode: 'explicit', addresses }))
      await stage.server()
      await stage.run(18 * minute)
      stage.world.cloud.finishTasks()
      await stage.run(3 * minute)
      stage.world.cloud.finishTasks()
      await stage.run(3 * minute)
    },
  },
  {
    id: 'D5',
    name: 'The cloud does not know the task',
    injected: 'the question for the task is refused as unknown',
    ends: { all: 'succeeded (observed), +2, 1 request' },
    async play(stage) {
      stage.world.cloud.told.add('DescribeVpcTaskResult', stage.api === 'v2' ? 5000 : 'ResourceNotFound', 9)
      await plays(stage)
    },
  },
  {
    id: 'D6',
    name: 'Reads lag behind, the answer is lost',
    injected: 'for 60 s lists show what was true before; the reset comes after the effect',
    ends: {
      'explicit v3': 'succeeded (observed), +2, 1 request',
      'explicit v2': 'succeeded (observed), +2, 3 requests',
      count: 'succeeded (observed), +2, 1 request',
      'release v3': 'succeeded (observed), −2, 1 request',
      'release v2': 'succeeded (observed), −2, 2 requests',
      move: 'succeeded (observed), →1, 2 requests',
    },
    async play(stage) {
      stage.world.cloud.arm({ kind: 'stale', seconds: 60, action: 'DescribeNetworkInterfaces' })
      stage.writesMeet({ kind: 'deaf', seen: 'reset' })
      await plays(stage)
    },
  },
  {
    id: 'D6b',
    name: 'Reads lag behind, all else is well',
    injected: 'for 40 s lists show what was true before',
    ends: { all: once },
    async play(stage) {
      stage.world.cloud.arm({ kind: 'stale', seconds: 40, action: 'DescribeNetworkInterfaces' })
      await plays(stage)
    },
  },
  {
    id: 'D7',
    name: 'One address stays pending',
    injected: 'the task has ended, and one address is not available for 5 min more',
    ends: { 'explicit v3': once, 'count v3': once },
    async play(stage) {
      await stage.ask()
      await stage.server()
      await stage.time.run(minute, () => stage.world.cloud.finishTasks().length > 0, 1)
      const [last] = stage.world.cloud.world.enis.get(eniOf(1))?.addresses.slice(-1) ?? []
      if (last) last.state = 'PENDING'
      await stage.run(4 * minute)
      stage.must(
        (await stage.world.journal.list({})).items.every(({ state }) => state === 'running'),
        'it ended before the address was ready',
      )
      if (last) last.state = 'AVAILABLE'
      await stage.end()
    },
  },
]
export const taskNotPlayed: readonly NotPlayed[] = []
