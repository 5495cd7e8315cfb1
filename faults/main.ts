import { randomInt } from 'node:crypto'
import { readArgs } from './args.ts'
import { playMutants } from './mutants/play.ts'
import { playProcesses } from './processes/play.ts'
import { processRows } from './processes/rows.ts'
import { naiveRow } from './random/naive.ts'
import { countStates, writeReport, type Results } from './report.ts'
import { rows } from './rows/all.ts'
import { casesOf, playCase } from './rows/play.ts'
import { playOnPostgres } from './rows/on-postgres.ts'
import { caseName, cases } from './rows/row.ts'
import { blowsOf, playBlow, type Struck } from './every/every.ts'
import { playNaiveSchedules, playSchedules, playSchedulesBeside } from './schedules.ts'

type Tell = (line: string) => void

/** Adds up what is wrong, and says it. */
function createTally(tell: Tell) {
  let wrong = 0
  return {
    add: (what: string, lines: readonly string[]) => {
      if (lines.length === 0) return
      wrong += 1
      tell(`  WRONG ${what}`)
      for (const line of lines) tell(`    ${line}`)
    },
    wrong: () => wrong,
  }
}
type Tally = ReturnType<typeof createTally>

/** `npm run faults`: plays everything and writes docs/faults.md. Returns how many runs were wrong; then the page stays as it was. */
export async function faults(given: readonly string[], tell: Tell): Promise<number> {
  const args = readArgs(given)
  const tally = createTally(tell)
  if (args.row !== undefined) {
    await playRows(args.row, tell, tally)
    return tally.wrong()
  }
  if (args.seed !== undefined && args.schedules === undefined) {
    const { failed, states } = await playSchedules(args.seed, 1, tell)
    tell(`  seed ${args.seed}: ${JSON.stringify(states)}`)
    return failed.length
  }
  const seed = args.seed ?? randomInt(1, 900_000_000)
  const count = args.schedules ?? (args.long ? 10_000 : 500)
  tell(`${count} random schedules from seed ${seed} begin, in processes of their own…`)
  const running = playSchedulesBeside(seed, count, tell)
  // Whatever fails first is thrown below.
  running.catch(() => undefined)
  tell('The table of faults…')
  const { played, remains } = await playRows(undefined, tell, tally)
  tell('The rows of several servers and of the database, on PostgreSQL…')
  const onPostgres = await playRowsOnPostgres(tell, tally)
  tell('Without a guard, and the naive client…')
  const { mutants, naiveRows } = await playControls(tally)
  tell('On real processes…')
  const processes = await playProcesses(processRows, tell)
  for (const one of processes) tally.add(`${one.id} ${one.name}`, one.wrong)
  tell('Every I/O event of a clean run…')
  const blows = await playEvery(tell, tally)
  tell('The rest of the random schedules…')
  const schedules = await running
  for (const one of schedules.failed) tally.add(`seed ${one.seed}`, one.wrong)
  const naiveSchedules = await playNaiveSchedules(seed, Math.min(count, 500))
  if (naiveSchedules.duplicates === 0) tally.add('the naive client', ['it placed nothing twice: the harness cannot see the fault'])
  if (tally.wrong() === 0)
    writeReport({ cases: played, remains, onPostgres, blows, schedules, naiveRows, naiveSchedules, mutants, processes })
  tell(`${tally.wrong()} wrong`)
  return tally.wrong()
}

async function playRows(only: string | undefined, tell: Tell, tally: Tally): Promise<{ played: number; remains: Results['remains'] }> {
  let played = 0
  const remains: Results['remains'] = []
  for (const row of rows.filter(({ id }) => only === undefined || id === only)) {
    for (const one of casesOf(row)) {
      const result = await playCase(row, one)
      played += 1
      if (result.remains.length > 0) remains.push(result)
      if (only !== undefined) tell(`  ${result.id} ${result.case}: ${result.seen}`)
      tally.add(`${result.id} ${row.name}, ${result.case}: expected “${result.expected}”`, result.wrong)
    }
  }
  if (played === 0) throw new Error(`faults: there is no row “${only ?? ''}”`)
  tell(`  ${played} played`)
  return { played, remains }
}

async function playRowsOnPostgres(tell: Tell, tally: Tally): Promise<number | undefined> {
  const played = await playOnPostgres(tell)
  for (const { id, case: which, expected, wrong } of played ?? []) tally.add(`${id} on PostgreSQL, ${which}: expected “${expected}”`, wrong)
  tell(`  ${played?.length ?? 0} played`)
  return played?.length
}

const losses = [
  ['the connection is reset after the effect', { kind: 'deaf', seen: 'reset' }],
  ['no answer until the deadline', { kind: 'deaf', seen: 'silence' }],
  ['the answer is cut', { kind: 'cut' }],
  ['a gateway answers 502, executed', { kind: 'gateway', status: 502, executed: true }],
] as const

/** What must go wrong: every guard taken out, and a client that has none. */
async function playControls(tally: Tally): Promise<Pick<Results, 'mutants' | 'naiveRows'>> {
  const mutants = await playMutants()
  for (const { id, red } of mutants) if (red === '') tally.add(`without the guard “${id}”`, ['its row stays green'])
  const naiveRows: Results['naiveRows'] = []
  for (const [weather, what] of losses) {
    const outcomes = []
    for (const one of cases.filter(({ mode }) => mode === 'explicit' || mode === 'count')) outcomes.push(await naiveRow(one, what))
    naiveRows.push({ weather, outcomes })
    if (!outcomes.some(({ duplicates }) => duplicates > 0)) tally.add(`the naive client, ${weather}`, ['it placed nothing twice'])
  }
  return { mutants, naiveRows }
}

async function playEvery(tell: Tell, tally: Tally): Promise<Results['blows']> {
  const all: Results['blows'] = []
  for (const one of cases) {
    const struck: Struck[] = []
    for (const blow of await blowsOf(one)) struck.push(await playBlow(one, blow))
    for (const { blow, wrong } of struck) tally.add(`${caseName(one)}, ${blow.how} ${blow.what} (${blow.at})`, wrong)
    all.push({ case: caseName(one), played: struck.length, states: countStates(struck) })
    tell(`  ${caseName(one)}: ${struck.length} played`)
  }
  return all
}
