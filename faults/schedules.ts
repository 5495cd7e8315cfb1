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
  /** Of operations in doubt about names, after the last fault: the longest, and what 99 of 100 stay below, milliseconds. */
  settled: { count: number; longest: number; p99: number }
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
    settled: { count: 0, longest: 0, p99: 0 },
    failed: [],
  }
  const settled: number[] = []
  for (let seed = from; seed < from + count; seed += 1) {
    const schedule = scheduleOf(seed)
    const outcome = await playSchedule(schedule)
    all.operations += outcome.operations
    all.doubles += outcome.doubles
    all.losts += outcome.losts
    for (const [state, n] of Object.entries(outcome.states)) all.states[state] = (all.states[state] ?? 0) + n
    settled.push(...outcome.settledMs)
    if (outcome.wrong.length > 0) all.failed.push(await explain(schedule, outcome.wrong, all.failed.length < 3, tell))
    if ((seed - from + 1) % 500 === 0) tell(`  ${seed - from + 1} schedules, ${all.failed.length} wrong`)
  }
  settled.sort((a, b) => a - b)
  all.settled = { count: settled.length, longest: settled.at(-1) ?? 0, p99: settled[Math.floor(settled.length * 0.99)] ?? 0 }
  return all
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
