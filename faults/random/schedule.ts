import type { Api } from '#lib/server/cloud/client.ts'
import type { TaskPlan } from '#emulator/state/types.ts'
import type { Weather } from '#faults/world/wire.ts'
import type { Strike } from '#faults/world/process.ts'
import { randomOf } from '#faults/world/random.ts'

/** What people ask for, here and in the cloud's own console. Times are milliseconds from the start. */
export type Ask = { at: number; eni: number } & (
  | { mode: 'explicit'; ips: number[] }
  | { mode: 'count'; count: number }
  /** The nth secondary addresses that the ENI has then. */
  | { mode: 'release'; nths: number[] }
  | { mode: 'move'; nth: number; toEni: number }
)
export type Foreign = { at: number; eni: number } & ({ what: 'assign' | 'name' | 'release'; n: number } | { what: 'take'; n: number })

/** What goes wrong, once. */
export type Fault =
  | { on: 'write'; nth: number; weather: Weather }
  | { on: 'read'; nth: number; weather: Weather }
  | { on: 'io'; server: number; nth: number; strike: Strike; restartMs: number }
  | { on: 'task'; nth: number; plan: TaskPlan }
  | { on: 'refusal'; nth: number; action: string; code: 'rate' | 'busy' | 'internal' }
  | { on: 'stale'; at: number; seconds: number }
  /** For `ms`, a replica that is `seconds` behind answers that share of the reads. */
  | { on: 'lag'; at: number; seconds: number; share: number; ms: number }
  | { on: 'silence'; at: number; ms: number }
  | { on: 'clock'; at: number; byMs: number }
  /** A gateway answers everything at once, in the place of the cloud: the region is soon asked no more. */
  | { on: 'outage'; at: number; ms: number }

export type Schedule = {
  seed: number
  api: Api
  taskMs: number
  /** Accepted operations are followed as where there are many of them: their ENIs by many to a call, their tasks in turn. */
  isCrowded: boolean
  /** What an old read is about: the ENIs alone, or all lists, that of used addresses among them. */
  oldLists: 'enis' | 'all'
  asks: Ask[]
  foreign: Foreign[]
  faults: Fault[]
}

export const servers = 3
/** In so many of all schedules a replica lags. */
const lagShare = 0.25
const second = 1_000

/** Twenty operations on eight ENIs, one to four faults, and in half of all cases other people: all of it from the seed. */
export function scheduleOf(seed: number, lags = lagShare): Schedule {
  const random = randomOf(seed)
  const below = (n: number) => Math.floor(random() * n)
  const between = (low: number, high: number) => low + below(high - low + 1)
  const one = <T>(...choices: readonly [T, ...T[]]): T => choices[below(choices.length)] ?? choices[0]
  const times = <T>(n: number, make: () => T): T[] => Array.from({ length: n }, make)

  const ask = (): Ask => {
    const what = { at: between(0, 60 * second), eni: between(1, 8) }
    const kind = random()
    // Few names, so that operations meet.
    if (kind < 0.4) return { ...what, mode: 'explicit', ips: [...new Set(times(between(1, 3), () => below(40)))] }
    if (kind < 0.65) return { ...what, mode: 'count', count: between(1, 3) }
    if (kind < 0.85) return { ...what, mode: 'release', nths: [...new Set(times(between(1, 2), () => below(4)))] }
    return { ...what, mode: 'move', nth: below(4), toEni: (what.eni % 8) + 1 }
  }
  const foreign = (): Foreign => ({
    at: between(0, 90 * second),
    eni: between(1, 8),
    what: one('assign', 'name', 'release', 'take'),
    n: below(40),
  })
  const seen = () => one('reset' as const, 'silence' as const)
  const lateMs = () => between(1, 240) * second
  const onWrite = (): Weather =>
    one<() => Weather>(
      () => ({ kind: one('dns', 'refused', 'tls') }),
      () => ({ kind: 'slow_connect', ms: between(1, 20) * second }),
      () => ({ kind: 'lost', seen: seen() }),
      () => ({ kind: 'half' }),
      () => ({ kind: 'late', ms: lateMs(), seen: seen() }),
      () => ({ kind: 'copy', ms: lateMs() }),
      () => ({ kind: 'deaf', seen: seen() }),
      () => ({ kind: 'slow', ms: between(1, 80) * second }),
      () => ({ kind: 'cut' }),
      () => ({ kind: 'gateway', status: one(301, 502, 503, 504), executed: random() < 0.5 }),
      () => ({ kind: 'mixed' }),
    )()
  const onRead = (): Weather =>
    one<() => Weather>(
      () => ({ kind: 'refused' }),
      () => ({ kind: 'deaf', seen: seen() }),
      () => ({ kind: 'cut' }),
      () => ({ kind: 'gateway', status: 502, executed: false }),
      () => ({ kind: 'slow', ms: between(1, 30) * second }),
    )()
  const onIo = (): Strike =>
    one<() => Strike>(
      () => ({ kind: 'die' }),
      () => ({ kind: 'error' }),
      () => ({ kind: 'pause', ms: between(1, 90) * second }),
    )()
  const fault = (): Fault =>
    one<() => Fault>(
      () => ({ on: 'write', nth: between(1, 18), weather: onWrite() }),
      () => ({ on: 'write', nth: between(1, 18), weather: onWrite() }),
      () => ({ on: 'io', server: below(servers), nth: between(1, 250), strike: onIo(), restartMs: between(1, 15) * second }),
      () => ({ on: 'io', server: below(servers), nth: between(1, 250), strike: onIo(), restartMs: between(1, 15) * second }),
      () => ({ on: 'read', nth: between(1, 60), weather: onRead() }),
      () => ({
        on: 'task',
        nth: between(1, 15),
        plan: one<TaskPlan>({ end: 'failed' }, { end: 'kept' }, { end: 'hollow' }, { end: 'partial', keep: 1 }),
      }),
      () => ({
        on: 'refusal',
        nth: between(1, 18),
        action: one('AssignPrivateIpAddresses', 'AssignPrivateIpAddresses', 'UnassignPrivateIpAddresses', 'MigratePrivateIpAddress'),
        code: one('rate', 'busy', 'internal'),
      }),
      () => ({ on: 'stale', at: between(0, 60 * second), seconds: between(5, 60) }),
      () => ({ on: 'silence', at: between(0, 60 * second), ms: between(5, 90) * second }),
      () => ({ on: 'clock', at: between(0, 60 * second), byMs: one(-3600, -90, 90, 3600) * second }),
    )()

  // Of their own, so that older seeds still mean what they meant.
  const later = randomOf(seed + 1_000_000_007)
  const isCrowded = later() < 0.5
  const outages: Fault[] =
    later() < 0.25 ? [{ on: 'outage', at: Math.floor(later() * 60 * second), ms: Math.floor((5 + later() * 55) * second) }] : []
  const lagging: Fault[] = []
  if (later() < lags)
    lagging.push({
      on: 'lag',
      at: Math.floor(later() * 60 * second),
      seconds: Math.floor(2 + later() * 28),
      share: later() < 0.5 ? 0.2 : 0.5,
      ms: Math.floor((10 + later() * 80) * second),
    })
  const oldLists = later() < 0.5 ? 'enis' : 'all'

  return {
    seed,
    api: random() < 0.5 ? 'v2' : 'v3',
    taskMs: one(200, 1_500, 8_000),
    isCrowded,
    oldLists,
    asks: times(20, ask).toSorted((a, b) => a.at - b.at),
    foreign: random() < 0.5 ? times(between(1, 4), foreign) : [],
    faults: [...times(between(1, 4), fault), ...outages, ...lagging],
  }
}
