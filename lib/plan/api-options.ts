import type { AssignBody } from '#lib/schema/assign.ts'

/** What the API of an account cannot take, as the path in the body; undefined: it can take all of it. A level of service is API v3's alone. */
export const notOnThisApi = (body: AssignBody, api: 'v2' | 'v3'): 'qosLevel' | undefined =>
  body.mode === 'count' && body.qosLevel !== undefined && !hasQosLevel(api) ? 'qosLevel' : undefined

/** Whether a level of service may be asked for: the form offers it only then. */
export const hasQosLevel = (api: 'v2' | 'v3' | undefined): boolean => api === 'v3'
