/** How far a clock is off, in the largest unit that still says something. Undefined: it agrees, as far as could be measured. */
export type ClockText = { direction: 'clockAhead' | 'clockBehind'; unit: 'seconds' | 'minutes' | 'hours'; count: number }

/** `offsetMs`: cloud clock − server clock. Offsets below a second are no more than what a header of whole seconds can tell. */
export const clockText = (offsetMs: number): ClockText | undefined => {
  const seconds = Math.round(Math.abs(offsetMs) / 1000)
  if (seconds === 0) return undefined
  const direction = offsetMs > 0 ? 'clockAhead' : 'clockBehind'
  if (seconds < 120) return { direction, unit: 'seconds', count: seconds }
  if (seconds < 7200) return { direction, unit: 'minutes', count: Math.round(seconds / 60) }
  return { direction, unit: 'hours', count: Math.round(seconds / 3600) }
}
