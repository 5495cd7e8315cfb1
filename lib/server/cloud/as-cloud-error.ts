import { CloudError } from './client.ts'
import { causeOfTransport } from './transport-cause.ts'
import { TransportError } from './transport.ts'

/** A failure on the way as the error of a read. Anything else, a bug, is thrown on. */
export const asCloudError = (error: unknown): CloudError => {
  if (error instanceof CloudError) return error
  if (error instanceof DOMException && error.name === 'AbortError') return new CloudError('timeout')
  if (!(error instanceof TransportError)) throw error
  const cause = causeOfTransport(error)
  return new CloudError(cause === 'too_late' ? 'timeout' : cause)
}
