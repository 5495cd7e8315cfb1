import { difference } from './compare.ts'
import type { Turn } from './context.ts'
import { namedByOthers } from './held.ts'
import { isWhole, type Read } from './kind.ts'
import { lately, latelyBefore } from './lately.ts'
import type { LoadedAttempt, LoadedStep } from './loaded.ts'
import type { Progress } from './progress.ts'

/** Such of what was there before a count as reads have not shown for so long that it had gone. What is there again then is news. */
export const goneSince = ({ missing = {} }: Progress): string[] => Object.keys(missing).filter((ip) => missing[ip]?.isGone)

/** What of the baseline this read leaves out, and since which one. Shown again before that is believed: only a read has lagged behind. */
export function noteMissing({ since, waits }: Turn, step: LoadedStep, attempt: LoadedAttempt, read: Read): LoadedStep {
  if (!isWhole(read)) return step
  const missing = { ...step.progress.missing }
  for (const ip of attempt.baseline) {
    const known = missing[ip]
    if (known?.isGone) continue
    if (read.eni.privateIps.some((one) => one.ip === ip)) delete missing[ip]
    else
      missing[ip] = {
        since: known?.since ?? read.at,
        isGone: known !== undefined && since(known.since) - since(read.at) >= waits.disagreeMs,
      }
  }
  return { ...step, progress: { ...step.progress, missing } }
}

/** What came since a count was asked for: new, or gone and there again. */
export async function cameSince(turn: Turn, { progress }: LoadedStep, attempt: LoadedAttempt, read: Read) {
  const { options, operation } = turn
  const before = latelyBefore(turn, attempt)
  const others = await namedByOthers(options.db.kysely, operation, before)
  const gone = goneSince(progress)
  if (gone.length === 0) return difference(read.eni, attempt.baseline, others)
  // What another operation placed before may have been given to this one; not where a copy of a request of its may still come.
  const still = await namedByOthers(options.db.kysely, operation, { ...before, ended: lately(turn).ended })
  const isNews = (ip: string) => gone.includes(ip) && !still.includes(ip)
  return difference(
    read.eni,
    attempt.baseline.filter((ip) => !gone.includes(ip)),
    others.filter((ip) => !isNews(ip)),
  )
}
