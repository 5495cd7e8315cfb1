/** What both drivers ask of a write before they send it. */
import type { CloudWrite } from './client.ts'

/** Addresses that one release may name. v3 documents ten; v2 documents nothing and gets no more either. */
const addressesPerReleaseMax = 10

const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

/**
 * Throws RangeError or TypeError for what must not be sent: a release that names no address (what it gives back is written nowhere) or
 * more than ten, and text with half a character, which goes out as something that no other reader has to accept.
 */
export function checkSendable(write: CloudWrite): void {
  if (write.kind === 'release' && (write.addresses.length === 0 || write.addresses.length > addressesPerReleaseMax))
    throw new RangeError('one to ten addresses')
  if (!textsIn(write).every((text) => text.isWellFormed())) throw new TypeError('not well-formed')
}
