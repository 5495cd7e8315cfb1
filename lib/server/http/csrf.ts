/**
 * May this write have come from one of our own pages? Fetch Metadata first, Origin where a client does not send it (OWASP CSRF
 * cheat sheet). `null` and no Origin at all are refused: programs send one, or later a token.
 */
export const isSameSiteWrite = (headers: Headers, origins: readonly string[]): boolean => {
  const site = headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  return origins.includes(headers.get('origin') ?? '')
}
