/**
 * Bytes to and from the cloud, as an argument: the fault harness passes one that loses, cuts, delays and repeats.
 * Throws TransportError; `sent` tells whether the first byte of the request may have left (unknown counts as yes).
 */
export type TransportRequest = {
  method: 'GET' | 'POST'
  /** Scheme, host and port. */
  origin: string
  /** Path with query. */
  path: string
  headers: Record<string, string>
  body?: string
  /** Writes get a fresh connection that is closed afterwards; reads share kept-alive ones. */
  fresh: boolean
  timeoutMs: number
  signal?: AbortSignal
  /** Called when connected, right before the first byte; false → TransportError with `sent: false`. */
  beforeFirstByte?: () => boolean
}
export type TransportReply = { status: number; headers: Record<string, string | undefined>; body: string }
export type Transport = (request: TransportRequest) => Promise<TransportReply>

export class TransportError extends Error {
  readonly sent: boolean
  readonly reason: 'refused' | 'dns' | 'tls' | 'timeout' | 'reset' | 'cut' | 'too_late' | 'aborted'
  constructor(reason: TransportError['reason'], sent: boolean, options?: ErrorOptions) {
    super(`transport: ${reason}${sent ? '' : ' (nothing sent)'}`, options)
    this.name = 'TransportError'
    this.reason = reason
    this.sent = sent
  }
}
