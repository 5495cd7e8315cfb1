import { Refusal } from '#emulator/refusal.ts'
import { regionOf } from './regions.ts'
import type { Incoming, Wire } from './types.ts'
import { readPairs } from './v2-body.ts'
import { codeOf, namedCode } from './v2-codes.ts'
import { authenticateV2 } from './v2-door.ts'
import { flatten, Params } from './v2-params.ts'
import { v2Reads } from './v2-reads.ts'
import { v2Writes } from './v2-writes.ts'

const v2Actions = new Map(Object.entries({ ...v2Reads, ...v2Writes }))

export type V2Incoming = Incoming & { pairs: [string, string][]; flat: Params }

const incomingOf = (pairs: [string, string][]): V2Incoming => {
  const flat = new Params(pairs)
  const text = (name: string) => flat.text(name) ?? ''
  // Common parameters begin with a capital, those of the action with a small letter.
  const own = pairs.filter(([name]) => !/^[A-Z]/.test(name))
  return {
    action: text('Action').replace(/^./, (first) => first.toUpperCase()),
    region: text('Region'),
    secretId: text('SecretId'),
    token: flat.text('Token'),
    timestamp: text('Timestamp'),
    nonce: text('Nonce'),
    params: Object.fromEntries(own),
    clientToken: null,
    traceId: null,
    pairs,
    flat,
  }
}

/** The legacy API: `/v2/index.php`, everything in flat parameters, answers `{code, message, codeDesc, …}`. */
export const v2Wire: Wire<V2Incoming> = {
  api: 'v2',
  accepts: (path) => path === '/v2/index.php',
  read: async (request) => {
    // Each module has its domain; a call to another's is answered as an unsupported one.
    if (/^(?!vpc\.)[a-z]+\.api\.qcloud\.com(:|$)/.test(request.host))
      throw new Refusal('action_unknown', `${request.host} is not the domain of this module`)
    if (request.method !== 'GET' && request.method !== 'POST') throw new Refusal('parameter_invalid', 'only GET and POST are supported')
    return incomingOf(await readPairs(request))
  },
  authenticate: authenticateV2,
  resolve: (incoming) => {
    const kind = v2Actions.get(incoming.action)?.kind
    if (kind === undefined) throw new Refusal('action_unknown', `action ${incoming.action} is not supported`)
    const region = regionOf(incoming.region)
    if (region === undefined)
      throw new Refusal(
        'region_unknown',
        incoming.region === '' ? 'parameter Region is missing' : `region ${incoming.region} is not supported`,
      )
    return { kind, region }
  },
  execute: (incoming, context, settings) => {
    const action = v2Actions.get(incoming.action)
    if (action === undefined) throw new Refusal('action_unknown', `action ${incoming.action} is not supported`)
    const result = action.run(incoming.flat, context, settings)
    return { code: 0, message: '', ...(action.codeDesc ? { codeDesc: 'Success' } : {}), ...result }
  },
  direct: (action, region, params) => incomingOf([['Action', action], ['Region', region], ...flatten(params)]),
  codeOf,
  namedCode,
  encode: (result) => encode(result),
  encodeError: ({ code, codeDesc, message }) => encode({ code, message: message ?? '', codeDesc }),
}

/** Slashes are escaped as in the documents' samples: the original is written in PHP. */
function encode(value: Record<string, unknown>): string {
  return JSON.stringify(value).replaceAll('/', '\\/')
}
