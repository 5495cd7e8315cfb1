import { randomInt } from 'node:crypto'
import { readArgs } from './args.ts'
import { rows } from './rows/all.ts'
import { casesOf, playCase } from './rows/play.ts'
import { cases } from './rows/row.ts'
import { blowsOf, playBlow } from './every/every.ts'
import { playSchedules } from './schedules.ts'

/** `npm run faults`: plays the table of faults, every I/O event of a clean run, and random schedules. Returns how many are wrong. */
export async function faults(given: readonly string[], tell: (line: string) => void): Promise<number> {
  const args = readArgs(given)
  if (args.row !== undefined) return playRows(args.row, tell)
  if (args.seed !== undefined && args.schedules === undefined) return playSeed(args.seed, tell)
  const seed = args.seed ?? randomInt(1, 900_000_000)
  tell('The table of faults…')
  const wrongRows = await playRows(undefined, tell)
  tell('Every I/O event of a clean run…')
  const wrongBlows = await playEvery(tell)
  const count = args.schedules ?? (args.long ? 10_000 : 500)
  tell(`${count} random schedules from seed ${seed}…`)
  const schedules = await playSchedules(seed, count, tell)
  return wrongRows + wrongBlows + schedules.failed.length
}

async function playRows(only: string | undefined, tell: (line: string) => void): Promise<number> {
  let wrong = 0
  let played = 0
  for (const row of rows.filter(({ id }) => only === undefined || id === only)) {
    for (const one of casesOf(row)) {
      const result = await playCase(row, one)
      played += 1
      if (only !== undefined) tell(`  ${result.id} ${result.case}: ${result.seen}`)
      if (result.wrong.length === 0) continue
      wrong += 1
      tell(`  ${result.id} ${row.name}, ${result.case}: expected “${result.expected}”`)
      for (const line of result.wrong) tell(`    ${line}`)
    }
  }
  if (played === 0) throw new Error(`faults: there is no row “${only ?? ''}”`)
  tell(`  ${played} played, ${wrong} wrong`)
  return wrong
}

async function playEvery(tell: (line: string) => void): Promise<number> {
  let wrong = 0
  for (const one of cases) {
    const blows = await blowsOf(one)
    for (const blow of blows) {
      const struck = await playBlow(one, blow)
      if (struck.wrong.length === 0) continue
      wrong += 1
      tell(`  ${struck.case}, ${blow.how} ${blow.what} (${blow.at}): ${struck.wrong.join('; ')}`)
    }
    tell(`  ${one.mode} ${one.api}: ${blows.length} played`)
  }
  return wrong
}

async function playSeed(seed: number, tell: (line: string) => void): Promise<number> {
  const { failed, states } = await playSchedules(seed, 1, tell)
  tell(`  seed ${seed}: ${JSON.stringify(states)}`)
  return failed.length
}
