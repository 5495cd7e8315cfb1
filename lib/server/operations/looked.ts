import type { Read, Sight } from './kind.ts'
import type { LoadedStep } from './loaded.ts'
import type { Progress } from './progress.ts'

/** What is said of the step from now on is as old as this read. */
export const noteLooked = (step: LoadedStep, { at }: Pick<Read, 'at'>): LoadedStep => ({
  ...step,
  progress: { ...step.progress, lookedAt: at },
})

/**
 * What was seen as asked since the request, and this read shows otherwise. Of names the sight says so; of a count, whose addresses have none, that they are
 * not there. A read without the ENI says nothing new.
 */
export function undoneBy(step: LoadedStep, seen: Progress['seen'], read: Read, sight: Pick<Sight, 'unchanged' | 'lost'>): string[] {
  const { undone = [] } = step.progress
  const there = read.eni?.privateIps.map(({ ip }) => ip)
  const isOtherwise = (ip: string) => {
    if (step.count === undefined) return sight.unchanged.includes(ip) || sight.lost.includes(ip)
    return there === undefined ? undone.includes(ip) : !there.includes(ip)
  }
  return Object.keys(seen).filter(isOtherwise)
}
