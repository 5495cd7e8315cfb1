import { readFileSync, writeFileSync } from 'node:fs'
import { notPlayed, rows } from './rows/all.ts'
import { casesOf, type Played } from './rows/play.ts'
import { caseName, endOf, type Case, type Row } from './rows/row.ts'
import type { NaiveOutcome } from './random/naive.ts'
import type { Schedules } from './schedules.ts'
import type { Struck } from './every/every.ts'

/** All that one run came to. */
export type Results = {
  cases: number
  /** Of them such in which something happens that nothing can keep from happening. */
  remains: Pick<Played, 'id' | 'doubles'>[]
  /** Cases of rows E and F on PostgreSQL; undefined where there is none. */
  onPostgres: number | undefined
  blows: { case: string; played: number; states: Record<string, number> }[]
  schedules: Schedules
  naiveRows: { weather: string; outcomes: (NaiveOutcome & { case: string })[] }[]
  naiveSchedules: NaiveOutcome
  mutants: { id: string; guard: string; row: string; case: string; red: string }[]
  processes: { id: string; name: string; seen: string }[]
}

export const docFile = 'docs/faults.md'

const titles: Record<string, string> = {
  A: 'Browser and API',
  B: 'The process dies',
  C: 'The way to the cloud and back',
  D: 'The asynchronous task',
  E: 'Several servers',
  F: 'The database',
  G: 'Time and settings',
  H: 'Other people and systems',
}

const cell = (text: string) => text.replaceAll('|', '\\|')
const table = (head: readonly string[], lines: readonly (readonly string[])[]) =>
  [head, head.map(() => '---'), ...lines].map((line) => `| ${line.map(cell).join(' | ')} |`).join('\n')

/** How a row ends, cases with the same end together. `done`: two addresses placed or given back, one moved. */
export function endsOf(row: Row): string {
  const all = casesOf(row)
  const inWords = (one: Case) => (endOf(row.ends, one) ?? '').replaceAll(/\+2|−2|→1/g, 'done').replaceAll(/[+−→]0/g, 'nothing done')
  const byEnd = Map.groupBy(all, (one) => `${inWords(one)}${row.remains?.[`${one.mode} ${one.api}`] ? ' (**what remains**)' : ''}`)
  return [...byEnd]
    .map(([end, same]) => {
      if (same.length === 8) return end
      const modes = [...Map.groupBy(same, ({ mode }) => mode)].map(([mode, of]) => (of.length === 2 ? mode : of.map(caseName).join(', ')))
      return `${modes.join(', ')}: ${end}`
    })
    .join('<br>')
}

/** The part of the page that follows from the rows alone. */
export function rowsInWords(): string {
  const parts = Object.entries(titles).map(([letter, title]) => {
    const lines = rows.filter(({ id }) => id.startsWith(letter)).map((row) => [row.id, row.name, row.injected, endsOf(row)])
    return `### ${letter}. ${title}\n\n${table(['', 'fault', 'what is done', 'end, as seen'], lines)}`
  })
  const left = notPlayed.map(({ id, name, why }) => [id, name, why])
  return `${parts.join('\n\n')}\n\n### Not played here\n\n${table(['', 'fault', 'why'], left)}`
}

/** Where the part between `<!-- mark -->` and `<!-- end of mark -->` begins and ends. */
function placeOf(text: string, mark: string): [from: number, to: number] {
  const [begin, end] = [`<!-- ${mark} -->`, `<!-- end of ${mark} -->`]
  const [from, to] = [text.indexOf(begin) + begin.length, text.indexOf(end)]
  if (from < begin.length || to < from) throw new Error(`${docFile} has no part “${mark}”`)
  return [from, to]
}

export const partOf = (text: string, mark: string): string => text.slice(...placeOf(text, mark)).trim()

function replacePart(text: string, mark: string, part: string): string {
  const [from, to] = placeOf(text, mark)
  return `${text.slice(0, from)}\n\n${part}\n\n${text.slice(to)}`
}

const seconds = (ms: number) => `${Math.round(ms / 100) / 10} s`
const listed = (states: Record<string, number>) =>
  Object.entries(states)
    .toSorted(([, a], [, b]) => b - a)
    .map(([state, n]) => `${n} ${state}`)
    .join(', ')

function figures({ cases, remains, onPostgres, blows, schedules, naiveSchedules }: Results): string {
  const settled = schedules.settledMs.toSorted((a, b) => a - b)
  const [p99, longest] = [settled[Math.floor(settled.length * 0.99)] ?? 0, settled.at(-1) ?? 0]
  const elsewhere = Math.max(0, ...schedules.elsewhereMs)
  return table(
    ['what', 'how many', 'double effects', 'lost effects'],
    [
      ['rows of the table × what is asked × API', `${cases - remains.length} cases of ${rows.length} rows`, '0', '0'],
      [
        `what remains (below), made to happen: ${[...new Set(remains.map(({ id }) => id))].join(', ')}`,
        `${remains.length} cases`,
        String(remains.reduce((sum, { doubles }) => sum + doubles, 0)),
        '0',
      ],
      ['rows E and F once more, on PostgreSQL', onPostgres === undefined ? 'not played: there was none' : `${onPostgres} cases`, '0', '0'],
      [
        'each I/O event of a clean run × dying before and after, failing, standing still; each request and answer lost in silence',
        `${blows.reduce((sum, { played }) => sum + played, 0)} runs`,
        '0',
        '0',
      ],
      [
        'random schedules: 20 operations, 8 ENIs, 3 servers, 1–4 faults, other people in half of them, an outage in a quarter, and half of them followed as where there are many',
        `${schedules.count} from seed ${schedules.from}, ${schedules.operations} operations (${listed(schedules.states)})`,
        String(schedules.doubles),
        String(schedules.losts),
      ],
      [
        'the same schedules’ assigns by a naive client, without the journal',
        `${naiveSchedules.asked} addresses asked for`,
        String(naiveSchedules.duplicates),
        `${naiveSchedules.wronglyFailed} calls done and reported as failed`,
      ],
    ],
  ).concat(
    `\n\nIn ${schedules.paused} of the schedules a server stopped asking the cloud, because nobody answered; ${schedules.batches} calls read several ENIs at once. In ${schedules.remains} something came about that nothing can keep from coming about (below, “What remains”).\n\nNamed addresses in doubt (${settled.length} operations of the schedules) were settled ${seconds(p99)} after the last fault in 99 of 100 cases, ${seconds(longest)} at most; the goal is 60 s. Such as turned out to be held elsewhere, or nowhere any more, or there without us (${schedules.elsewhereMs.length} operations) took ${seconds(elsewhere)} at most: API 2.0 cannot be asked who holds an address, so its “in use” is believed only when this ENI has not shown the address for a minute, one address after the other; so is, on either API, that an address to be moved is on neither ENI; that one is there already, or gone, without us is believed two minutes after the request. That is how long reads may lag; believed sooner, an address that is here would be called somebody else’s.`,
  )
}

/** Writes the page. */
export function writeReport(results: Results): void {
  let text = readFileSync(docFile, 'utf8')
  text = replacePart(text, 'figures', figures(results))
  text = replacePart(text, 'rows', rowsInWords())
  text = replacePart(
    text,
    'guards',
    table(
      ['guard', 'what it sees to', 'row', 'what the row says without it'],
      results.mutants.map((one) => [one.id, one.guard, `${one.row}, ${one.case}`, one.red]),
    ),
  )
  text = replacePart(
    text,
    'naive',
    table(
      ['fault', ...(results.naiveRows[0]?.outcomes.map((one) => one.case) ?? [])],
      results.naiveRows.map(({ weather, outcomes }) => [
        weather,
        ...outcomes.map((one) => `${one.placed} of ${one.asked}${one.wronglyFailed > 0 ? ', reported as failed' : ''}`),
      ]),
    ),
  )
  text = replacePart(
    text,
    'processes',
    table(
      ['', 'what is done', 'end, as seen'],
      results.processes.map((one) => [one.id, one.name, one.seen]),
    ),
  )
  writeFileSync(docFile, text)
}

export const countStates = (struck: readonly Struck[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(struck, ({ state }) => state)].map(([state, all]) => [state, all.length]))
