import type { Incoming, WireCode } from './wire/types.ts'

/** A refusal that is no rule of the cloud: a test asked for it. */
export class ToldToFail extends Error {
  readonly code: number | string
  constructor(code: number | string) {
    super('told to fail')
    this.code = code
  }
  codeBy(wire: { namedCode(code: number | string, incoming: Incoming): WireCode }, incoming: Incoming): WireCode {
    return { message: this.message, ...wire.namedCode(this.code, incoming) }
  }
}

/** What `fail-next` asked for and has not happened yet, in the order it was asked. */
export const createTold = () => {
  let waiting: { action: string | undefined; code: number | string; left: number }[] = []
  return {
    add: (action: string | undefined, code: number | string, times: number) => {
      waiting.push({ action, code, left: times })
    },
    clear: () => {
      waiting = []
    },
    /** Throws ToldToFail if this call is one of those meant. */
    check: (action: string) => {
      const told = waiting.find((one) => one.action === undefined || one.action === action)
      if (told === undefined) return
      told.left -= 1
      waiting = waiting.filter((one) => one.left > 0)
      throw new ToldToFail(told.code)
    },
  }
}
