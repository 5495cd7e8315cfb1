import { sum, verdict, type Counts } from './counts.ts'
import type { Part } from './suite.ts'

const out = (text: string) => process.stdout.write(text)

const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`

/** Runs a part with its output shown at once (`live`) or, where others run beside it, in one piece when it ends. */
export async function runPart(part: Part, filters: string[], live: boolean): Promise<Counts> {
  const started = performance.now()
  const heading = `\n── ${part.name} ${'─'.repeat(Math.max(0, 60 - part.name.length))}\n`
  let kept = ''
  if (live) out(heading)
  const counts = await part.run(filters, live ? out : (text) => (kept += text))
  const end = kept === '' || kept.endsWith('\n') ? '' : '\n'
  out(`${live ? '' : heading + kept + end}${part.name}: ${verdict(counts)} (${seconds(started)})\n`)
  if (counts.failed === 0) return counts
  const names = counts.names?.length ? counts.names : ['failed as a whole']
  return { ...counts, names: names.map((name) => `${part.name}: ${name}`) }
}

/** Runs parts one after the other, whatever becomes of each. */
export async function runInTurn(parts: Part[], filters: string[] = [], live = true): Promise<Counts[]> {
  const counts: Counts[] = []
  for (const part of parts) counts.push(await runPart(part, filters, live))
  return counts
}

/** Prints what failed, which is far above where a part is long, and the last line; returns the exit code. */
export function conclude(counts: Counts[]): number {
  const total = sum(counts)
  const failed = counts.flatMap(({ names = [] }) => names)
  if (failed.length > 0) out(`\nWhat failed:\n${failed.map((name) => `  ${name}\n`).join('')}`)
  out(`\n${verdict(total)}\n`)
  return total.failed === 0 ? 0 : 1
}
