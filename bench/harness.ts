/**
 * Ratios instead of seconds: a machine's speed changes from minute to minute, the ratio of two things measured in the same
 * minute hardly does. Each block runs reference, ours, ours, reference (ABBA, so that a drift cancels out); the result is
 * the median of the blocks' ratios with a bootstrap 95 % interval. A control measures the reference against itself the same
 * way: if that is not within 0.95–1.05, the machine was too noisy and the result is marked void. What is counted, or compared with what
 * is computed, has no control: no machine is too noisy for it.
 */
export type Side = () => unknown
export type Ratio = { median: number; low: number; high: number }
export type Comparison = {
  id: string
  name: string
  goal?: number
  stretch?: number
  ratio: Ratio
  control?: Ratio
  valid: boolean
  /** Median time of one run, microseconds. */
  oursUs: number
  referenceUs: number
  notes?: Record<string, number | string>
}

const blocks = 15
const targetMs = 25

export async function compare(input: {
  id: string
  name: string
  goal?: number
  stretch?: number
  ours: Side
  reference: Side
}): Promise<Comparison> {
  const { ours, reference } = input
  const timesOurs = await calibrate(ours)
  const timesReference = await calibrate(reference)
  const ratios: number[] = []
  const controls: number[] = []
  const oursUs: number[] = []
  const referenceUs: number[] = []
  for (let block = 0; block < blocks; block++) {
    const [a1, b1, b2, a2] = [
      await run(reference, timesReference),
      await run(ours, timesOurs),
      await run(ours, timesOurs),
      await run(reference, timesReference),
    ]
    ratios.push((b1 + b2) / (a1 + a2))
    oursUs.push(((b1 + b2) / 2) * 1000)
    referenceUs.push(((a1 + a2) / 2) * 1000)
    const [c1, d1, d2, c2] = [
      await run(reference, timesReference),
      await run(reference, timesReference),
      await run(reference, timesReference),
      await run(reference, timesReference),
    ]
    controls.push((d1 + d2) / (c1 + c2))
  }
  return summarise({ ...input, ratios, controls, oursUs, referenceUs })
}

/** The same summary for measurements that were taken elsewhere (a page load, a latency): one ratio a block. */
export function summarise(input: {
  id: string
  name: string
  goal?: number
  stretch?: number
  ratios: number[]
  controls?: number[]
  oursUs: number[]
  referenceUs: number[]
  notes?: Record<string, number | string>
}): Comparison {
  const control = input.controls && interval(input.controls)
  return {
    id: input.id,
    name: input.name,
    goal: input.goal,
    stretch: input.stretch,
    ratio: interval(input.ratios),
    ...(control ? { control } : {}),
    valid: control === undefined || (control.median >= 0.95 && control.median <= 1.05),
    oursUs: median(input.oursUs),
    referenceUs: median(input.referenceUs),
    notes: input.notes,
  }
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN
}

function interval(values: readonly number[]): Ratio {
  const medians = Array.from({ length: 2000 }, () =>
    median(values.map(() => values[Math.floor(Math.random() * values.length)] ?? Number.NaN)),
  )
  return { median: median(values), low: quantile(medians, 0.025), high: quantile(medians, 0.975) }
}

/** How many calls fill `targetMs`, after a warm-up. */
async function calibrate(side: Side): Promise<number> {
  await run(side, 3)
  let times = 1
  for (;;) {
    const ms = (await run(side, times)) * times
    if (ms >= targetMs) return times
    times = ms < targetMs / 20 ? times * 8 : Math.ceil((times * targetMs) / Math.max(ms, 0.01))
  }
}

/** Mean milliseconds of one call over `times` calls. */
async function run(side: Side, times: number): Promise<number> {
  const from = performance.now()
  for (let n = 0; n < times; n++) {
    const result = side()
    if (result instanceof Promise) await result
  }
  return (performance.now() - from) / times
}
