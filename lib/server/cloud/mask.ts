/** Longest text of the cloud that we keep: enough for a sentence and its ids, not for a page. */
const textMax = 500
/** Key ids of this vendor, also ones that are not ours. */
const keyId = /AKID[A-Za-z0-9]{8,}/g

/**
 * Makes a text of the cloud fit to be stored and shown: our secrets (also percent-encoded) are replaced, and whatever looks like a
 * key id; some gateways echo the key id or the whole signed text in an error.
 */
export function maskSecrets(text: string, secrets: readonly (string | undefined)[]): string {
  let masked = text
  for (const secret of secrets) {
    if (secret === undefined || secret === '') continue
    for (const form of new Set([secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), secret.replaceAll('/', '\\/')]))
      masked = masked.replaceAll(form, '***')
  }
  masked = masked.replace(keyId, 'AKID***')
  return masked.length > textMax ? `${masked.slice(0, textMax)}…` : masked
}
