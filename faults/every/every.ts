import type { Io, Strike } from '#faults/world/process.ts'
import type { Weather } from '#faults/world/wire.ts'
import { caseName, type Case } from '#faults/rows/row.ts'
import { createStage, minute, second, type Stage } from '#faults/rows/stage.ts'

/** What strikes: the server at an I/O event of its own, or the way of its nth request. */
export type Blow = { at: number; what: string; how: 'die' | 'error' | 'hang' | 'silence' | 'deaf' }
export type Struck = { case: string; blow: Blow; state: string; wrong: string[]; doubles: number; losts: number }

const strikes: Record<'die' | 'error' | 'hang', Strike> = {
  die: { kind: 'die' },
  error: { kind: 'error' },
  // Longer than a lease: the other server has it by then.
  hang: { kind: 'pause', ms: 45 * second },
}

/** The blows of a clean run: at each I/O event, before it and after it, dying, failing and standing still; each request and each answer lost in silence. */
export async function blowsOf(one: Case): Promise<Blow[]> {
  const stage = await createStage({}, one)
  const events: Io[] = []
  try {
    await play(stage, (io) => void events.push(io))
  } finally {
    await stage.close()
  }
  const requests = events.filter(({ on, phase }) => on === 'wire' && phase === 'after')
  return [
    ...events.flatMap((io): Blow[] =>
      (['die', 'error', 'hang'] as const).map((how) => ({ at: io.n, what: `${io.phase} ${io.what}`, how })),
    ),
    ...requests.flatMap((io, i): Blow[] => (['silence', 'deaf'] as const).map((how) => ({ at: i + 1, what: io.what, how }))),
  ]
}

/** Plays the run with one blow, and judges it. */
export async function playBlow(one: Case, blow: Blow): Promise<Struck> {
  const stage = await createStage({}, one)
  try {
    if (blow.how === 'silence' || blow.how === 'deaf') {
      let n = 0
      const weather: Weather = blow.how === 'deaf' ? { kind: 'deaf', seen: 'silence' } : { kind: 'lost', seen: 'silence' }
      stage.world.network.foresee((event) => (event.process === 'p1' && (n += 1) === blow.at ? weather : undefined))
      await play(stage, () => undefined)
    } else {
      const strike = strikes[blow.how]
      await play(stage, (io) => (io.n === blow.at ? strike : undefined))
    }
    const { seen, wrong, ...figures } = await stage.verdict()
    const state = seen.split(', ')[0] ?? ''
    return { case: caseName(one), blow, state, wrong: [...wrong, ...unexpected(one, seen)], ...figures }
  } finally {
    await stage.close()
  }
}

/** The first server is struck, the second starts a moment later. */
async function play(stage: Stage, watcher: (io: Io) => Strike | undefined): Promise<void> {
  const id = await stage.ask()
  const first = stage.world.spawn()
  first.process.watch(watcher)
  void first.start().catch(() => undefined)
  stage.time.after(10 * second, () => void stage.server('beside'))
  await stage.end()
  // Whoever stood still wakes, and what it does then must change nothing.
  if ((await stage.get(id)).endedAt !== undefined && stage.time.elapsed() > 5 * second) await stage.run(minute)
}

/** Names always get there; a count does, or nothing was done and a person is asked. */
function unexpected({ mode, api }: Case, seen: string): string[] {
  if (/^succeeded \(\w+\), (\+2|−2|→1),/.test(seen)) return []
  if (mode === 'count' && api === 'v2' && seen.startsWith('needs_attention difference, +0,')) return []
  return [`ended as “${seen}”`]
}
