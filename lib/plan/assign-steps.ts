import { addressesPerCallMax, type AssignBody } from '#lib/schema/assign.ts'
import type { QosLevel } from '#lib/schema/qos.ts'

/** One cloud call of an assign operation: named addresses (at most ten, the API's limit) or a number. */
export type AssignStep =
  | { n: number; mode: 'explicit'; addresses: { ip: string; primary: boolean }[] }
  | { n: number; mode: 'count'; count: number; qosLevel?: QosLevel }

/** The calls that a valid body becomes, in order, numbered from 1. Explicit addresses keep their order. */
export function planAssignSteps(body: AssignBody): AssignStep[] {
  if (body.mode === 'count')
    return [{ n: 1, mode: 'count', count: body.count, ...(body.qosLevel === undefined ? {} : { qosLevel: body.qosLevel }) }]
  const steps: AssignStep[] = []
  for (let at = 0; at < body.addresses.length; at += addressesPerCallMax) {
    steps.push({ n: steps.length + 1, mode: 'explicit', addresses: body.addresses.slice(at, at + addressesPerCallMax) })
  }
  return steps
}
