import { Refusal } from '#emulator/refusal.ts'
import { isRegion } from './regions.ts'
import type { Wire } from './types.ts'
import { v3PageMax } from './v3-action.ts'
import { codeOfV3, namedCodeV3 } from './v3-codes.ts'
import { authenticateV3 } from './v3-door.ts'
import { V3Params } from './v3-params.ts'
import { blankV3, readV3 } from './v3-read.ts'
import type { V3Incoming } from './v3-read.ts'
import { v3Reads } from './v3-reads.ts'
import { v3Writes } from './v3-writes.ts'

const v3Actions = new Map(Object.entries({ ...v3Reads, ...v3Writes }))
const apiVersion = '2017-03-12'

const actionOf = (incoming: V3Incoming) => {
  const action = v3Actions.get(incoming.action)
  if (action === undefined) throw new Refusal('action_unknown', 'The request `Action` is invalid or not found.')
  return action
}

/** The token, if the action takes one. */
const withToken = (incoming: V3Incoming): V3Incoming => {
  const schema = v3Actions.get(incoming.action)?.schema
  const token = schema !== undefined && 'ClientToken' in schema ? incoming.params.ClientToken : undefined
  return { ...incoming, clientToken: typeof token === 'string' && token !== '' ? token : null }
}

/** API 3.0: `/`, parameters in JSON (TC3) or flat (GET, and the v1 signatures), answers `{Response: {…, RequestId}}`. */
export const v3Wire: Wire<V3Incoming> = {
  api: 'v3',
  accepts: (path) => path === '/',
  read: (request) => Promise.resolve(withToken(readV3(request))),
  authenticate: authenticateV3,
  resolve: (incoming) => {
    if (incoming.version !== apiVersion)
      throw new Refusal('version_unknown', `The version \`${incoming.version}\` of the API does not exist.`)
    const { kind } = actionOf(incoming)
    if (incoming.region === '') throw new Refusal('region_missing', 'The request is missing a required parameter `Region`.')
    if (!isRegion(incoming.region)) throw new Refusal('region_unknown', `The region \`${incoming.region}\` is not supported.`)
    if (incoming.unreadable !== undefined) throw incoming.unreadable
    return { kind, region: incoming.region }
  },
  execute: (incoming, context, settings) => {
    const action = actionOf(incoming)
    const params = V3Params.read(action.schema, incoming.params, incoming.isText)
    // v2's maximum is another one.
    context.pageMax = v3PageMax
    return action.run(params, context, settings)
  },
  direct: (action, region, params) => withToken({ ...blankV3, action, region, params }),
  codeOf: codeOfV3,
  namedCode: namedCodeV3,
  encode: (result, requestId) => JSON.stringify({ Response: { ...result, RequestId: requestId } }),
  encodeError: ({ code, message }, requestId) =>
    JSON.stringify({ Response: { Error: { Code: String(code), Message: message ?? '' }, RequestId: requestId } }),
}
