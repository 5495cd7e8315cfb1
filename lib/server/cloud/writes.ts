/** What both drivers ask of a write before they put it into the words of their API. */

/** Addresses that one release may name. v3 documents ten; v2 documents nothing and gets no more either. */
const addressesPerReleaseMax = 10

/** Half a character would go out as something that no other reader has to accept. Throws TypeError. */
export function wellFormed(text: string): string {
  if (!text.isWellFormed()) throw new TypeError('not well-formed')
  return text
}

/** What a release that names no address gives back is written nowhere: it must not be sent. Throws RangeError, TypeError. */
export function releasable(addresses: readonly string[]): readonly string[] {
  if (addresses.length === 0 || addresses.length > addressesPerReleaseMax) throw new RangeError('one to ten addresses')
  return addresses.map(wellFormed)
}
