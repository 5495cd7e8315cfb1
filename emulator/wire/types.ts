import type { Context } from '#emulator/actions/context.ts'
import type { Refusal } from '#emulator/refusal.ts'

/** One HTTP request as it came off the socket; nothing is decoded yet. */
export type WireRequest = {
  method: string
  /** The Host header, as sent. */
  host: string
  /** Names in small letters. */
  headers: Readonly<Record<string, string>>
  path: string
  /** Without the question mark. */
  query: string
  contentType: string
  body: Uint8Array
  /** Which TCP connection carried it: rises by one per connection. */
  connection: number
}

export type WireReply = { status: number; headers: Record<string, string>; body: string }

/** The code a reply carries: v2 a number with a symbol beside it, v3 a string. */
export type WireCode = { code: number | string; codeDesc?: string; message?: string }

/** What the ledger and the pipeline need to know of a request before it is judged. */
export type Incoming = {
  action: string
  region: string
  secretId: string
  token: string | undefined
  timestamp: string
  nonce: string
  /** Parameters of the action alone, without anything secret. */
  params: Record<string, unknown>
  clientToken: string | null
  traceId: string | null
}

/** How a wire differs beyond its codes: what the control plane may set. */
export type WireSettings = {
  /** The reply shape of the older documents: `totalCount` and `data[]` at the top, `taskId` beside `code`. */
  v2OldShape: boolean
  v2HidePending: boolean
  /** v3, `DescribeX` by ids: unknown ones are left out; else ResourceNotFound. Users met both. */
  v3UnknownIdsEmpty: boolean
}

/** What a wire needs to let a request in or not. */
export type Door = {
  credentials: { secretId: string; secretKey: string; token?: string }
  nowSeconds: number
  windowSeconds: number
  /** Remembers a nonce for as long as its timestamp is valid; throws if it was used before. */
  spendNonce: (timestamp: string, nonce: string) => void
}

/** One wire format over the one world: it decodes, checks the signature, runs the action with decoded parameters, encodes. */
export interface Wire<I extends Incoming = Incoming> {
  api: 'v2' | 'v3'
  accepts(path: string): boolean
  read(request: WireRequest): Promise<I>
  /** Throws the Refusal that applies first: unknown key, a signature that no official SDK would have made, token, time. */
  authenticate(incoming: I, request: WireRequest, door: Door): void
  /** Throws unless the action is in this API and the region is one: whether it only reads, and the region's name. */
  resolve(incoming: I): { kind: 'read' | 'write'; region: string }
  execute(incoming: I, context: Context, settings: WireSettings): Record<string, unknown>
  /** A call of another client that comes by the control plane: nested parameters, no signature. */
  direct(action: string, region: string, params: Record<string, unknown>): I
  codeOf(refusal: Refusal, incoming: I): WireCode
  /** A code as `fail-next` names it: a number or a symbol. */
  namedCode(code: number | string, incoming: I): WireCode
  encode(result: Record<string, unknown>, requestId: string): string
  encodeError(code: WireCode, requestId: string): string
}
