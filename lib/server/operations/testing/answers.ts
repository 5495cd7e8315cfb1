import { expect } from 'vitest'
import type { AssignBodyInput } from '#lib/schema/assign.ts'
import type { WriteOutcome } from '#lib/server/cloud/client.ts'
import type { Script } from './scripted-cloud.ts'

export const second = 1000
export const minute = 60 * second
export const two: AssignBodyInput = { mode: 'explicit', addresses: [{ ip: '10.0.0.20' }, { ip: '10.0.0.21' }] }
export const unknown: WriteOutcome = { kind: 'unknown', cause: 'timeout', httpStatus: 502, cloudMessage: '<html>' }

/** The cloud does what was asked, all of it or only these, and nobody hears of it. */
export const lostReply =
  (only?: string[]): Script =>
  ({ params, cloud }) => {
    if (only && params.mode === 'explicit')
      cloud.execute({ ...params, addresses: params.addresses.filter((address) => only.includes(address.ip)) })
    else cloud.execute(params)
    return unknown
  }
export const neverDone: Script = () => unknown
/** As often as a request of unknown fate is repeated by itself. */
export const neverDoneAtAll = Array.from({ length: 5 }, () => neverDone)
export const answer =
  (outcome: WriteOutcome): Script =>
  () =>
    outcome
export const code = (name: string) => expect.objectContaining({ code: name })
