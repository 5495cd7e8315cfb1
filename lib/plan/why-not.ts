/**
 * Why an action is off, as a code that the UI puts into words; undefined = it may be done. One function for the button and
 * for the server, so that what is offered and what is accepted cannot drift apart.
 */
export type WhyNot = WhyNotNow | 'not_on_this_api' | 'is_primary' | 'quota_full'
/** Of the person, the server and the ENI, whatever is to be changed on it. */
type WhyNotNow = 'read_only' | 'role_needed' | 'eni_busy' | 'eni_state'

type WhyNotInput = {
  writesAllowed: boolean
  mayWrite?: boolean
  eniState: string
  openOperationId?: string | undefined
}
export type WhyNotAssignInput = WhyNotInput & { used: number; quotaLimit?: number | undefined }
export type WhyNotAddressInput = WhyNotInput & { isPrimary: boolean }

/** ENI states in which the cloud takes no address change. States we do not know are left to the cloud to judge. */
const closedStates = ['pending', 'attaching', 'detaching', 'deleting']
export const isClosedState = (eniState: string): boolean => closedStates.includes(eniState)

export function whyNotAssign(input: WhyNotAssignInput): WhyNotNow | 'quota_full' | undefined {
  const why = whyNotChange(input)
  if (why !== undefined) return why
  return input.quotaLimit !== undefined && input.used >= input.quotaLimit ? 'quota_full' : undefined
}

/** One address. What will never be possible is said before what is off for now. */
export const whyNotRelease = (input: WhyNotAddressInput): WhyNot | undefined => (input.isPrimary ? 'is_primary' : whyNotChange(input))

export const whyNotMove = whyNotRelease

/** The note of one address, the primary one included. `api` undefined: not known, and left to the server to judge. */
export const whyNotNote = (input: WhyNotInput & { api: 'v2' | 'v3' | undefined }): WhyNot | undefined =>
  input.api === 'v2' ? 'not_on_this_api' : whyNotChange(input)

function whyNotChange(input: WhyNotInput): WhyNotNow | undefined {
  if (!input.writesAllowed) return 'read_only'
  if (input.mayWrite === false) return 'role_needed'
  if (input.openOperationId !== undefined) return 'eni_busy'
  return isClosedState(input.eniState) ? 'eni_state' : undefined
}
