import type { Incoming, Wire, WireRequest } from './types.ts'
import { v2Wire } from './v2.ts'
import { v3Wire } from './v3.ts'

// By `unknown`, because each wire reads its own kind of request and TypeScript cannot say that the pipeline hands it back to the same wire.
export const v2Any = v2Wire as unknown as Wire
export const v3Any = v3Wire as unknown as Wire
const wires = [v2Any, v3Any]

export const wireAt = (path: string): Wire | undefined => wires.find((one) => one.accepts(path))

/** The request decoded; one that cannot be is blank, with what is wrong beside it. */
export const readIncoming = async (wire: Wire, request: WireRequest): Promise<{ incoming: Incoming; unreadable?: unknown }> => {
  try {
    return { incoming: await wire.read(request) }
  } catch (unreadable) {
    return { incoming: wire.direct('', '', {}), unreadable }
  }
}
