import { World } from './state/world.ts'

/** Reads that lag behind: a copy of the world as it was, for a while. */
export const createStaleReads = () => {
  let stale: { world: World; until: number; action: string | undefined } | undefined
  return {
    begin: (world: World, until: number, action: string | undefined) => {
      stale = { world: new World(structuredClone(world.snapshot())), until, action }
    },
    clear: () => {
      stale = undefined
    },
    /** The old world, if this read gets it. Lists do; a task's status is always asked live unless the fault names that action. */
    worldFor: (action: string, now: number): World | undefined => {
      if (stale === undefined || now >= stale.until) return undefined
      const isMeant = stale.action === undefined ? action !== 'DescribeVpcTaskResult' : action === stale.action
      return isMeant ? stale.world : undefined
    },
  }
}
