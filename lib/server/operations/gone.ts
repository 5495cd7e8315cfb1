import type { Turn } from './context.ts'
import type { Read } from './kind.ts'
import type { LoadedStep } from './loaded.ts'

/** The step with what this read says about its ENI: since which of the latest reads it does not exist. */
export const noteGone = (step: LoadedStep, read: Read): LoadedStep => ({
  ...step,
  progress: { ...step.progress, eniGoneSince: read.gone ? (step.progress.eniGoneSince ?? read.at) : undefined },
})

/** The ENI does not exist: two reads, a little apart, both said so. One may be stale, or of an ENI that is only just known. */
export const isGoneProven = ({ since, waits }: Pick<Turn, 'since' | 'waits'>, { progress }: LoadedStep, read: Read): boolean =>
  read.gone && progress.eniGoneSince !== undefined && since(progress.eniGoneSince) - since(read.at) >= waits.goneMs
