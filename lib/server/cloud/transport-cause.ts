import type { CloudCause } from './client.ts'
import type { TransportError } from './transport.ts'

const causes: Record<TransportError['reason'], CloudCause | 'too_late'> = {
  refused: 'unreachable',
  dns: 'unreachable',
  tls: 'unreachable',
  reset: 'unreachable',
  timeout: 'timeout',
  // Whoever aborts does so because its time is over.
  aborted: 'timeout',
  cut: 'bad_reply',
  too_late: 'too_late',
}

/** What a failure on the way is called above the drivers: the words that people are shown. `too_late` only happens to a write. */
export const causeOfTransport = (error: TransportError): CloudCause | 'too_late' => causes[error.reason]
