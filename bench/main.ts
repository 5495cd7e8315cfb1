import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import type { Comparison } from './harness.ts'

/** `npm run bench [-- NAME…]`: runs the named benches (all by default), writes bench/results.json and the table of docs/benchmarks.md. */
const benches: Record<string, () => Promise<{ bench: () => Promise<Comparison[]> }>> = {
  P1: () => import('./p1-list.ts'),
  P2: () => import('./p2-v3-signer.ts'),
  P3: () => import('./p3-v2-signer.ts'),
  P4: () => import('./p4-filter.ts'),
  P5: () => import('./p5-planner.ts'),
  P6: () => import('./p6-growth.ts'),
  P7: () => import('./p7-upstream.ts'),
  P8: () => import('./p8-safety.ts'),
  P9: () => import('./p9-first-page.ts'),
  P10: () => import('./p10-fan-out.ts'),
  P11: () => import('./p11-search.ts'),
  POLLING: () => import('./polling.ts'),
  'SIGN-IN': () => import('./sign-in.ts'),
}

const names = process.argv.slice(2).map((name) => name.toUpperCase())
const unknown = names.filter((name) => !(name in benches))
if (unknown.length > 0) {
  console.error(`bench: no bench called ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`)
  process.exit(2)
}

/** A row, and when it was measured. */
type Row = Comparison & { measuredAt: string }
type Results = { node: string; cores: number; results: Row[] }
const file = 'bench/results.json'
const before = readResults()
const fresh: Row[] = []
for (const [name, load] of Object.entries(benches)) {
  if (names.length > 0 && !names.includes(name)) continue
  console.error(`bench: ${name}`)
  const { bench } = await load()
  for (const result of await bench()) {
    fresh.push({ ...result, measuredAt: new Date().toISOString() })
    console.error(`  ${line(result)}`)
  }
}
// A run that the machine's noise made void says nothing: what was measured before it stands.
const told = fresh.filter((result) => result.valid || !before.results.some((old) => old.id === result.id && old.valid))
const kept = before.results.filter((old) => !told.some((result) => result.id === old.id))
const results = [...kept, ...told].sort((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }))
mkdirSync('bench', { recursive: true })
writeFileSync(file, `${JSON.stringify({ node: process.version, cores: availableParallelism(), results } satisfies Results, null, 2)}\n`)
writeTable(results)

function line(result: Comparison): string {
  const { median, low, high } = result.ratio
  const goal = result.goal === undefined ? '' : ` (goal ≤ ${result.goal})`
  return `${result.id}  ${median.toFixed(2)} [${low.toFixed(2)}, ${high.toFixed(2)}]${goal}${result.valid ? '' : '  VOID: the control was outside 0.95–1.05'}  ${result.name}`
}

function readResults(): Results {
  try {
    // Our own file, written below: its shape is known.
    return JSON.parse(readFileSync(file, 'utf8')) as Results
  } catch {
    return { node: '', cores: 0, results: [] }
  }
}

/** Replaces what stands between the two marks of docs/benchmarks.md. */
function writeTable(all: readonly Row[]): void {
  const path = 'docs/benchmarks.md'
  const rows = all.map((result) => {
    const { median, low, high } = result.ratio
    const notes = Object.entries(result.notes ?? {}).map(([name, value]) => `${name} ${value}`)
    const valid = result.valid ? '' : ' **void**'
    return `| ${result.id} | ${result.name} | **${median.toFixed(2)}**${valid} | ${low.toFixed(2)}–${high.toFixed(2)} | ${result.control?.median.toFixed(2) ?? '–'} | ${result.goal ?? ''} | ${notes.join(', ')} | ${result.measuredAt.slice(0, 10)} |`
  })
  const table = [
    '| id | ours ÷ reference | median | 95 % | control | goal | notes | measured |',
    '|---|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n')
  const text = readFileSync(path, 'utf8')
  writeFileSync(path, text.replace(/(<!-- results -->)[\s\S]*(<!-- end of results -->)/, `$1\n\n${table}\n\n$2`))
}
