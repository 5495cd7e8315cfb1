import type { Fault } from './faults.ts'
import { World } from './state/world.ts'

type Stale = Extract<Fault, { kind: 'stale' }>
type Lag = Extract<Fault, { kind: 'lag' }>
type Moment = { at: number; world: World }

const copy = (world: World) => new World(structuredClone(world.snapshot()))
/** Lists do; a task's status is always asked live unless the fault names that action. */
const isMeant = ({ action }: Fault, asked: string) => (action === undefined ? asked !== 'DescribeVpcTaskResult' : asked === action)

/**
 * Reads that lag behind. `stale`: all of them show the world as it was when that was set. `lag`: a replica answers some, drawn one by one,
 * as the world was so many seconds ago; until so long has passed, as it was when that was set.
 */
export const createOldReads = (random: () => number) => {
  let stale: { fault: Stale; world: World; until: number } | undefined
  let lag: { fault: Lag; past: Moment[]; until: number; version: number } | undefined

  const lagging = (action: string, now: number): World | undefined => {
    if (lag === undefined || now >= lag.until || !isMeant(lag.fault, action) || random() >= lag.fault.share) return undefined
    const { fault, past } = lag
    const then = past.findLast(({ at }) => at <= now - fault.seconds * 1000) ?? past[0]
    // Nothing has changed since: it lags behind nothing.
    return then === past.at(-1) ? undefined : then?.world
  }

  return {
    begin: (fault: Stale | Lag, world: World, now: number) => {
      if (fault.kind === 'stale') stale = { fault, world: copy(world), until: now + fault.seconds * 1000 }
      else {
        const until = fault.forSeconds === undefined ? Infinity : now + fault.forSeconds * 1000
        lag = { fault, past: [{ at: now, world: copy(world) }], until, version: world.version }
      }
    },
    clear: () => {
      stale = lag = undefined
    },
    /** Whether it matters when exactly the world changed. */
    isLagging: () => lag !== undefined,
    /** To be told of whatever may have changed the world, when it did. */
    note: (world: World, at: number) => {
      if (lag === undefined || lag.version === world.version) return
      const { fault, past } = lag
      lag.version = world.version
      past.push({ at, world: copy(world) })
      const oldest = past.findLastIndex((one) => one.at <= at - fault.seconds * 1000)
      if (oldest > 0) past.splice(0, oldest)
    },
    /** The old world, if this read gets one. */
    worldFor: (action: string, now: number): { kind: 'stale' | 'lag'; world: World } | undefined => {
      if (stale !== undefined && now < stale.until && isMeant(stale.fault, action)) return { kind: 'stale', world: stale.world }
      const world = lagging(action, now)
      return world && { kind: 'lag', world }
    },
  }
}
