import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { naiveSchedule, type NaiveOutcome } from './random/naive.ts'
import { playSchedule } from './random/play.ts'
import { scheduleOf, type Schedule } from './random/schedule.ts'
import { shrink } from './random/shrink.ts'

/** What many schedules came to. */
export type Schedules = {
  from: number
  count: number
  operations: number
  states: Record<string, number>
  doubles: number
  losts: number
  /** Of operations in doubt about names: how long it took after the last fault, milliseconds. */
  settledMs: number[]
  /** The same, where one turned out to be held elsewhere. */
  elsewhereMs: number[]
  /** Schedules in which a server stopped asking a region that did not answer, and calls that read several ENIs at once. */
  paused: number
  batches: number
  /** Schedules in which something happened that nothing can keep from happening. */
  remains: number
  failed: { seed: number; wrong: string[]; smallest: Schedule }[]
}

/** Plays the schedules of the seeds `from`, `from + 1`, …; of the first three that fail it looks for the smallest that still does. */
export async function playSchedules(from: number, count: number, tell: (line: string) => void): Promise<Schedules> {
  const all: Schedules = {
    from,
    count,
    operations: 0,
    states: {},
    doubles: 0,
    losts: 0,
    settledMs: [],
    elsewhereMs: [],
    paused: 0,
    batches: 0,
    remains: 0,
    failed: [],
  }
  for (let seed = from; seed < from + count; seed += 1) {
    const schedule = scheduleOf(seed)
    const outcome = await playSchedule(schedule)
    all.operations += outcome.operations
    all.doubles += outcome.doubles
    all.losts += outcome.losts
    for (const [state, n] of Object.entries(outcome.states)) all.states[state] = (all.states[state] ?? 0) + n
    all.settledMs.push(...outcome.settledMs)
    all.elsewhereMs.push(...outcome.elsewhereMs)
    all.paused += outcome.isPaused ? 1 : 0
    all.batches += outcome.batches
    all.remains += outcome.remains.length > 0 ? 1 : 0
    if (outcome.wrong.length > 0) all.failed.push(await explain(schedule, outcome.wrong, all.failed.length < 3, tell))
    if ((seed - from + 1) % 500 === 0) tell(`  ${seed - from + 1} schedules, ${all.failed.length} wrong`)
  }
  return all
}

const childFile = fileURLToPath(new URL('random/child.ts', import.meta.url))

/** The same in as many processes as the machine has processors, each with its part of the seeds. */
export async function playSchedulesBeside(from: number, count: number, tell: (line: string) => void): Promise<Schedules> {
  const parts = Math.min(availableParallelism(), 8)
  const size = Math.ceil(count / parts)
  const runs = Array.from({ length: parts }, (_, i) => playInChild(from + i * size, Math.min(size, count - i * size), tell))
  const all = await Promise.all(runs)
  const sum = (of: (one: Schedules) => number) => all.reduce((total, one) => total + of(one), 0)
  const states = new Set(all.flatMap((one) => Object.keys(one.states)))
  return {
    from,
    count,
    operations: sum((one) => one.operations),
    states: Object.fromEntries([...states].map((state) => [state, sum((one) => one.states[state] ?? 0)])),
    doubles: sum((one) => one.doubles),
    losts: sum((one) => one.losts),
    settledMs: all.flatMap((one) => one.settledMs),
    elsewhereMs: all.flatMap((one) => one.elsewhereMs),
    paused: sum((one) => one.paused),
    batches: sum((one) => one.batches),
    remains: sum((one) => one.remains),
    failed: all.flatMap((one) => one.failed),
  }
}

function playInChild(from: number, count: number, tell: (line: string) => void): Promise<Schedules> {
  const args = ['--conditions=react-server', '--no-warnings', childFile, String(from), String(count)]
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  let result: Schedules | undefined
  // Its own words or its result, a line of JSON each.
  createInterface({ input: child.stdout }).on('line', (line) => {
    // Written by child.ts, from this very type.
    const said = JSON.parse(line) as string | Schedules
    if (typeof said === 'string') tell(said)
    else result = said
  })
  return new Promise((resolve, reject) => {
    child.on('close', (code) =>
      result ? resolve(result) : reject(new Error(`the schedules from seed ${from} ended with ${String(code)}`)),
    )
  })
}

async function explain(schedule: Schedule, wrong: string[], isToShrink: boolean, tell: (line: string) => void) {
  tell(`  seed ${schedule.seed} is wrong: ${wrong.slice(0, 3).join('; ')}`)
  const smallest = isToShrink ? await shrink(schedule, async (smaller) => (await playSchedule(smaller)).wrong.length > 0) : schedule
  if (isToShrink) tell(`  smallest: ${JSON.stringify(smallest)}`)
  return { seed: schedule.seed, wrong, smallest }
}

/** The same schedules without the journal. */
export async function playNaiveSchedules(from: number, count: number): Promise<NaiveOutcome> {
  const total: NaiveOutcome = { asked: 0, placed: 0, duplicates: 0, wronglyFailed: 0 }
  for (let seed = from; seed < from + count; seed += 1) {
    const one = await naiveSchedule(scheduleOf(seed))
    total.asked += one.asked
    total.placed += one.placed
    total.duplicates += one.duplicates
    total.wronglyFailed += one.wronglyFailed
  }
  return total
}
