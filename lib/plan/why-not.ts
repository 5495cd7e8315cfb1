/**
 * Why an action is off, as a code that the UI puts into words; undefined = it may be done. One function for the button and
 * for the server, so that what is offered and what is accepted cannot drift apart.
 */
export type WhyNot = 'read_only' | 'role_needed' | 'eni_busy' | 'eni_state' | 'quota_full' | 'is_primary' | 'later'

export type WhyNotAssignInput = {
  writesAllowed: boolean
  mayWrite?: boolean
  eniState: string
  openOperationId?: string | undefined
  used: number
  quotaLimit?: number | undefined
}

/** ENI states in which the cloud takes no address change. States we do not know are left to the cloud to judge. */
const closedStates = ['pending', 'attaching', 'detaching', 'deleting']

export function whyNotAssign(input: WhyNotAssignInput): WhyNot | undefined {
  if (!input.writesAllowed) return 'read_only'
  if (input.mayWrite === false) return 'role_needed'
  if (input.openOperationId !== undefined) return 'eni_busy'
  if (closedStates.includes(input.eniState)) return 'eni_state'
  if (input.quotaLimit !== undefined && input.used >= input.quotaLimit) return 'quota_full'
  return undefined
}

/** Release and move of one address. The primary can be neither; the rest comes with a later version. */
export const whyNotRelease = (address: { isPrimary: boolean }): WhyNot => (address.isPrimary ? 'is_primary' : 'later')
