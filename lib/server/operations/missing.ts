import type { Db } from '#lib/server/db/database.ts'
import type { Tx } from '#lib/server/db/transact.ts'
import type { Turn } from './context.ts'
import { namedByOthers } from './held.ts'
import { isWhole, type Read } from './kind.ts'
import type { Lately } from './lately.ts'
import type { LoadedAttempt, LoadedStep } from './loaded.ts'
import type { Progress } from './progress.ts'

/** Such of what was there before a count as surely went away after its request. */
export const goneFrom = ({ missing = {} }: Progress): string[] => Object.keys(missing).filter((ip) => missing[ip]?.isGone)

/**
 * What of the baseline this read leaves out, and since which one. That it went is believed once a read leaves it out which cannot be
 * older than the request, however far it lags behind (`placedMs` at most). Shown again before that: a read has lagged.
 */
export function noteMissing({ since, waits }: Turn, step: LoadedStep, attempt: LoadedAttempt, read: Read): LoadedStep {
  if (!isWhole(read)) return step
  const missing = { ...step.progress.missing }
  const isSure = since(attempt.committed_at) - since(read.at) >= waits.placedMs
  for (const ip of attempt.baseline) {
    const known = missing[ip]
    const isShown = read.eni.privateIps.some((one) => one.ip === ip)
    if (!isShown) missing[ip] = { since: known?.since ?? read.at, isGone: known?.isGone === true || isSure }
    else if (!known?.isGone) delete missing[ip]
  }
  return { ...step, progress: { ...step.progress, missing } }
}

/**
 * What this read shows though it went: `back` where the read cannot be older than the first one which left it out, else `unsure`.
 */
export function returned({ since, waits }: Turn, { progress }: LoadedStep, read: Read): { back: string[]; unsure: string[] } {
  const shown = goneFrom(progress).filter((ip) => read.eni?.privateIps.some((one) => one.ip === ip))
  const isBack = (ip: string) => since(progress.missing?.[ip]?.since ?? read.at) - since(read.at) >= waits.placedMs
  return { back: shown.filter(isBack), unsure: shown.filter((ip) => !isBack(ip)) }
}

/** For a request that is measured anew: what is there before this one has not gone. */
export const notMissing = ({ missing = {} }: Progress, baseline: readonly string[]): Progress['missing'] =>
  Object.fromEntries(Object.entries(missing).filter(([ip]) => !baseline.includes(ip)))

/**
 * namedByOthers, but for what surely went away since: it may have been given to this count. Not where a copy of a request of theirs may
 * still come, or where they placed it in the last `placedMs`.
 */
export async function namedStill(
  from: Db['kysely'] | Tx,
  operation: Parameters<typeof namedByOthers>[1],
  before: Lately,
  { gone, endedSince }: { gone: readonly string[]; endedSince: number },
): Promise<string[]> {
  const others = await namedByOthers(from, operation, before)
  if (!gone.some((ip) => others.includes(ip))) return others
  const still = await namedByOthers(from, operation, { ...before, ended: endedSince })
  return others.filter((ip) => !gone.includes(ip) || still.includes(ip))
}
