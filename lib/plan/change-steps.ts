import { addressesPerCallMax } from '#lib/schema/assign.ts'
import type { AssignStep } from './assign-steps.ts'

/** The calls that name addresses without placing them (release, move, note): at most ten each, numbered from 1, in the given order. */
export function planNamedSteps(addresses: readonly string[]): Extract<AssignStep, { mode: 'explicit' }>[] {
  const steps: Extract<AssignStep, { mode: 'explicit' }>[] = []
  for (let at = 0; at < addresses.length; at += addressesPerCallMax) {
    const some = addresses.slice(at, at + addressesPerCallMax).map((ip) => ({ ip, primary: false }))
    steps.push({ n: steps.length + 1, mode: 'explicit', addresses: some })
  }
  return steps
}
