import type { Operation } from '#lib/schema/operation.ts'

/** How many addresses were asked for. */
export const askedFor = ({ mode, count, addresses }: Pick<Operation, 'mode' | 'count' | 'addresses'>): number =>
  mode === 'count' ? (count ?? addresses.length) : addresses.length

/** The addresses of which it is certain that what was asked for is so: assigned, released, moved. */
export const arrived = ({ addresses }: Pick<Operation, 'addresses'>): string[] =>
  addresses.flatMap(({ ip, outcome }) => (outcome === 'done' || outcome === 'already_there' ? [ip] : []))

/** What is left to do in the instance once it has ended: the heading of it under `operation.configure`. */
export const nextStep = { assign: 'title', move: 'titleMoved', release: 'titleGone', note: undefined } as const

/** Milliseconds from the request to its end, or to `now` while it runs. Never negative: two clocks are involved. */
export const tookMs = ({ createdAt, endedAt }: Pick<Operation, 'createdAt' | 'endedAt'>, now: number): number =>
  Math.max(0, (endedAt === undefined ? now : Date.parse(endedAt)) - Date.parse(createdAt))

export type DurationParts = { unit: 'milliseconds' | 'seconds' | 'minutes' | 'hours'; values: { s: number; m: number; h: number } }

/** A duration in the two units that matter. */
export function durationParts(ms: number): DurationParts {
  const seconds = Math.floor(ms / 1000)
  const values = { s: seconds % 60, m: Math.floor(seconds / 60) % 60, h: Math.floor(seconds / 3600) }
  if (seconds < 1) return { unit: 'milliseconds', values }
  if (seconds < 60) return { unit: 'seconds', values }
  return { unit: seconds < 3600 ? 'minutes' : 'hours', values }
}

/** The causes behind an operation that went wrong, each once: the operation's own first, then those of its addresses. */
export const causesIn = ({ error, addresses }: Pick<Operation, 'error' | 'addresses'>): string[] => [
  ...new Set([
    ...(error ? [error.code] : []),
    ...addresses.flatMap(({ outcome, cause }) => (outcome === 'failed' && cause !== undefined ? [cause] : [])),
  ]),
]

/** The cloud's own words, from the operation or else from its last attempt that has any. */
export function cloudWords({
  error,
  steps,
}: Pick<Operation, 'error' | 'steps'>): { code?: string; message?: string; requestId?: string } | undefined {
  const said = steps
    .flatMap(({ attempts }) => attempts)
    .findLast(({ cloudCode, cloudMessage }) => cloudCode !== undefined || cloudMessage !== undefined)
  const code = error?.cloudCode ?? said?.cloudCode
  const message = error?.cloudMessage ?? said?.cloudMessage
  return code === undefined && message === undefined ? undefined : { code, message, requestId: said?.requestId }
}
